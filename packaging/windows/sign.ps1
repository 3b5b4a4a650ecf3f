# On Windows: sign programs with signtool. Usage: packaging/windows/sign.ps1 FILE...
# SOHOI_CERTIFICATE names a PKCS#12 file, SOHOI_CERTIFICATE_PASSWORD its password, SOHOI_TIMESTAMP a time stamping
# server.
$ErrorActionPreference = "Stop"
$kits = Join-Path ${env:ProgramFiles(x86)} "Windows Kits/10/bin/*/x64/signtool.exe"
$tool = Get-ChildItem $kits | Sort-Object { [version] $_.Directory.Parent.Name } | Select-Object -Last 1
if (-not $tool) { throw "signtool is not installed; the Windows SDK has it" }
$words = @("sign", "/q", "/fd", "SHA256", "/f", $env:SOHOI_CERTIFICATE)
if ($env:SOHOI_CERTIFICATE_PASSWORD) { $words += @("/p", $env:SOHOI_CERTIFICATE_PASSWORD) }
if ($env:SOHOI_TIMESTAMP) { $words += @("/tr", $env:SOHOI_TIMESTAMP, "/td", "SHA256") }
& $tool.FullName @words @args
if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
