# On Windows: sign the frozen program, pack it with makensis, sign the installer. Usage: packaging/windows/pack.ps1
# SOHOI_CERTIFICATE names a PKCS#12 file, SOHOI_CERTIFICATE_PASSWORD its password, SOHOI_TIMESTAMP a time stamping
# server; without a certificate nothing is signed.
$ErrorActionPreference = "Stop"
$root = (Resolve-Path (Join-Path $PSScriptRoot "../..")).Path
$build = Join-Path $root "build/windows"
$version = (Select-String -Path (Join-Path $root "pyproject.toml") -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value

function Sign([string[]] $files) {
    if (-not $env:SOHOI_CERTIFICATE) { return }
    $tool = Get-ChildItem "${env:ProgramFiles(x86)}/Windows Kits/10/bin/*/x64/signtool.exe" | Sort-Object FullName | Select-Object -Last 1
    $words = @("sign", "/fd", "SHA256", "/f", $env:SOHOI_CERTIFICATE, "/p", $env:SOHOI_CERTIFICATE_PASSWORD)
    if ($env:SOHOI_TIMESTAMP) { $words += @("/tr", $env:SOHOI_TIMESTAMP, "/td", "SHA256") }
    & $tool.FullName @words @files
    if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
}

$program = Join-Path $build "dist/SoHoi"
Sign @((Join-Path $program "SoHoi.exe"), (Join-Path $program "sohoi-cli.exe"))

$makensis = Get-Command makensis -ErrorAction SilentlyContinue
$makensis = if ($makensis) { $makensis.Source } else { Join-Path ${env:ProgramFiles(x86)} "NSIS/makensis.exe" }
$setup = Join-Path $build "SoHoi-$version-setup.exe"
& $makensis /WX /INPUTCHARSET UTF8 "/DVERSION=$version" "/DSOURCE=$program" "/DOUT=$setup" `
    "/DICON=$(Join-Path $PSScriptRoot 'sohoi.ico')" (Join-Path $root "packaging/installer.nsi")
if ($LASTEXITCODE -ne 0) { throw "makensis ended with $LASTEXITCODE" }

Sign @($setup)
