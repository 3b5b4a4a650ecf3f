; The installer: for one Windows user, without an administrator. Made alike by makensis on Linux and on Windows:
;   makensis -INPUTCHARSET UTF8 -DVERSION=1.2.3 -DSOURCE=<program folder> -DOUT=<setup.exe> packaging/installer.nsi
; Further: -DQUICK compresses less, -DSIGN=<command> signs the uninstaller (the file's name is appended),
; -DTARGET=x86-unicode is for a makensis without 64-bit loaders, such as that of NSIS' own site; it installs the same.
; Silent: /S. Exit codes: 0 done, 1 she cancelled, 2 could not write, 10 the program is running, 11 a newer one is here,
; 12 the old program could not be replaced. In each but 0 the computer is as it was.

Unicode true
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
ManifestDPIAware true
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 32
!endif

!define NAME "Sổ Hội"
!define PUBLISHER "Sổ Hội"
!define HOME "$LOCALAPPDATA\Programs"
!define FOLDER "${HOME}\SoHoi"
!define FRESH "${FOLDER}.moi" ; the new program while it is unpacked
!define STALE "${FOLDER}.cu" ; the old one while it makes room
!define PROGRAM "SoHoi.exe"
!define COMMANDS "sohoi-cli.exe"
!define UNINSTALLER "Go-bo.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SoHoi"
!define CLASSES "Software\Classes"
!define AFTER_CUT "Software\Microsoft\Windows\CurrentVersion\RunOnce"
!define BUNDLE "SoHoi.Bundle"
!define SHCNE_ASSOCCHANGED 0x08000000
!define HKEY_OF_THE_USER 0x80000001
; Where a cut left no program, the old one comes back; where there is one, the others go. Windows runs no more than 260
; characters, so the folder stands here once.
!define PUT_RIGHT '"$SYSDIR\cmd.exe" /c cd /d "${HOME}" && ((if not exist SoHoi ren SoHoi.cu SoHoi) & if exist SoHoi\${PROGRAM} rd /s /q SoHoi.cu SoHoi.moi)'

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
BrandingText "${NAME} ${VERSION}"
AllowSkipFiles off
SetOverwrite on
CRCCheck force

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "Cài đặt ${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "MIT"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_WELCOMEFINISHPAGE_BITMAP "windows/side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "Cài đặt ${NAME}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình sẽ được cài cho riêng tài khoản Windows này, không cần quyền quản trị.$\r$\n$\r$\nNếu máy đã có sổ, sổ được giữ nguyên.$\r$\n$\r$\nBấm Cài đặt để bắt đầu."
!define MUI_FINISHPAGE_TITLE "Đã cài xong"
!define MUI_FINISHPAGE_TEXT "Lần sau, hãy mở ${NAME} bằng biểu tượng trên màn hình."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Mở ${NAME} ngay"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chỉ gỡ chương trình. Sổ, bản sao lưu và thiết lập vẫn ở lại trên máy; cài lại là dùng tiếp được."

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

; Leaves with CODE and the sentence when one of the two programs cannot be opened for writing: it is running.
!macro LeaveWhileRunning EXE CODE
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $R0 "$INSTDIR\${EXE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} đang mở. Chưa có gì thay đổi.$\r$\n$\r$\nHãy đóng ${NAME} rồi chạy lại." /SD IDOK
      SetErrorLevel ${CODE}
      Quit
    ${EndIf}
    FileClose $R0
  ${EndIf}
!macroend

; Renames a folder, for ten seconds again and again: what scans a folder for viruses holds it fast for a while.
; Leaves the error flag where it could not.
!macro Rename FROM TO
  StrCpy $R0 40
  ${Do}
    ClearErrors
    Rename "${FROM}" "${TO}"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    IntOp $R0 $R0 - 1
    Sleep 250
    SetErrors
  ${LoopUntil} $R0 == 0
!macroend

Function .onInit
  StrCpy $INSTDIR "${FOLDER}" ; a folder from the command line would be emptied later
  SetShellVarContext current
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
  ${AndIf} ${FileExists} "${STALE}\${PROGRAM}" ; the power failed between the two renamings
    Rename "${STALE}" "$INSTDIR"
  ${EndIf}
  ReadRegStr $R1 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $R1 != ""
  ${AndIf} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${VersionCompare} "$R1" "${VERSION}" $R2
    ${If} $R2 == 1
      MessageBox MB_OK|MB_ICONINFORMATION "Máy đang có ${NAME} $R1, mới hơn bản ${VERSION} này. Chưa có gì thay đổi.$\r$\n$\r$\nHãy dùng tiếp bản đang có." /SD IDOK
      SetErrorLevel 11
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro LeaveWhileRunning "${PROGRAM}" 10
  !insertmacro LeaveWhileRunning "${COMMANDS}" 10
FunctionEnd

Section
  ; the new program is unpacked beside the old one and takes its place at once
  RMDir /r "${FRESH}"
  SetOutPath "${FRESH}"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "${FRESH}\${UNINSTALLER}"
  SetOutPath "$TEMP"
  Push "${FRESH}"
  Call WriteThrough

  ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
    RMDir /r "$INSTDIR"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\*.*"
    RMDir /r "${STALE}"
    ; should the power fail from here on, Windows puts things right when she signs in again
    WriteRegStr HKCU "${AFTER_CUT}" "SoHoi" '${PUT_RIGHT}'
    System::Call 'advapi32::RegFlushKey(p ${HKEY_OF_THE_USER})'
    !insertmacro Rename "$INSTDIR" "${STALE}"
    ${If} ${Errors}
      Call LeaveUnchanged
    ${EndIf}
  ${EndIf}
  !insertmacro Rename "${FRESH}" "$INSTDIR"
  ${If} ${Errors}
    !insertmacro Rename "${STALE}" "$INSTDIR"
    Call LeaveUnchanged
  ${EndIf}

  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "${CLASSES}\.sohoi" "" "${BUNDLE}"
  WriteRegStr HKCU "${CLASSES}\.sohoi-moi" "" "${BUNDLE}"
  WriteRegStr HKCU "${CLASSES}\${BUNDLE}" "" "Gói ${NAME}"
  WriteRegStr HKCU "${CLASSES}\${BUNDLE}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${BUNDLE}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'

  ${GetSize} "$INSTDIR" "/S=0K" $R0 $R1 $R2
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" $R0
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1

  RMDir /r "${STALE}"
  ${IfNot} ${FileExists} "${STALE}\*.*" ; else something holds a file of it, and it goes when she signs in again
    DeleteRegValue HKCU "${AFTER_CUT}" "SoHoi"
  ${EndIf}
SectionEnd

; Has the disk keep every file below the folder on the stack, before anything relies on them.
Function WriteThrough
  Exch $R0
  Push $R1
  Push $R2
  Push $R3
  FindFirst $R1 $R2 "$R0\*.*"
  ${DoUntil} $R2 == ""
    ${If} $R2 == "."
    ${OrIf} $R2 == ".."
    ${ElseIf} ${FileExists} "$R0\$R2\*.*"
      Push "$R0\$R2"
      Call WriteThrough
    ${Else}
      FileOpen $R3 "$R0\$R2" a
      System::Call 'kernel32::FlushFileBuffers(p R3)'
      FileClose $R3
    ${EndIf}
    FindNext $R1 $R2
  ${Loop}
  FindClose $R1
  Pop $R3
  Pop $R2
  Pop $R1
  Pop $R0
FunctionEnd

Function .onInstFailed
  RMDir /r "${FRESH}"
FunctionEnd

Function LeaveUnchanged
  RMDir /r "${FRESH}"
  ${If} ${FileExists} "$INSTDIR\*.*" ; else the old one could not even be put back, and Windows does it
    DeleteRegValue HKCU "${AFTER_CUT}" "SoHoi"
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "Chưa thay được bản cũ: có chương trình đang giữ tệp của nó. Sổ và bản cũ còn nguyên.$\r$\n$\r$\nHãy khởi động lại máy rồi chạy lại." /SD IDOK
  SetErrorLevel 12
  Quit
FunctionEnd

Function un.onInit
  StrCpy $INSTDIR "${FOLDER}"
  SetShellVarContext current
  !insertmacro LeaveWhileRunning "${PROGRAM}" 10
  !insertmacro LeaveWhileRunning "${COMMANDS}" 10
FunctionEnd

Section un.
  DeleteRegValue HKCU "${AFTER_CUT}" "SoHoi"
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR"
  RMDir /r "${FRESH}"
  RMDir /r "${STALE}"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\${BUNDLE}"
  ReadRegStr $R0 HKCU "${CLASSES}\.sohoi" ""
  ${If} $R0 == "${BUNDLE}"
    DeleteRegKey HKCU "${CLASSES}\.sohoi"
  ${EndIf}
  ReadRegStr $R0 HKCU "${CLASSES}\.sohoi-moi" ""
  ${If} $R0 == "${BUNDLE}"
    DeleteRegKey HKCU "${CLASSES}\.sohoi-moi"
  ${EndIf}
  DeleteRegKey HKCU "${ENTRY}"
  System::Call 'shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)'
SectionEnd
