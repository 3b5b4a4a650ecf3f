# On Windows: sign the frozen program, pack it with makensis, sign the installer. Usage: packaging/windows/pack.ps1
# Without a certificate nothing is signed; sign.ps1 beside this file tells what names one.
$ErrorActionPreference = "Stop"
$root = [IO.Path]::GetFullPath((Join-Path $PSScriptRoot "../.."))
$build = Join-Path $root "build\windows"
$program = Join-Path $build "dist\SoHoi"
$sign = Join-Path $PSScriptRoot "sign.ps1"
$told = Select-String -Path (Join-Path $root "pyproject.toml") -Pattern '^version = "(.+)"' | Select-Object -First 1
$version = $told.Matches[0].Groups[1].Value
$setup = Join-Path $build "SoHoi-$version-setup.exe"

$makensis = Join-Path ${env:ProgramFiles(x86)} "NSIS\makensis.exe"
if (-not (Test-Path $makensis)) { $makensis = (Get-Command makensis).Source }
$words = @("/V2", "/WX", "/INPUTCHARSET", "UTF8", "/DVERSION=$version", "/DSOURCE=$program", "/DOUT=$setup")
$words += "/DICON=$(Join-Path $PSScriptRoot 'sohoi.ico')"
$loader = Join-Path (Split-Path $makensis) "Stubs\lzma_solid-amd64-unicode"
if (-not (Test-Path $loader)) { $words += "/DTARGET=x86-unicode" }

if ($env:SOHOI_CERTIFICATE) {
    & $sign (Join-Path $program "SoHoi.exe") (Join-Path $program "sohoi-cli.exe")
    # makensis works in the folder of its script and runs this for the uninstaller
    $words += "/DSIGN=powershell -NoProfile -ExecutionPolicy Bypass -File windows\sign.ps1"
}
& $makensis @words (Join-Path $root "packaging\installer.nsi")
if ($LASTEXITCODE -ne 0) { throw "makensis ended with $LASTEXITCODE" }
if ($env:SOHOI_CERTIFICATE) { & $sign $setup }
