# Completion of smartscore for PowerShell; `smartscore --show-completion powershell` prints it.
Register-ArgumentCompleter -Native -CommandName smartscore -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    $words += "$wordToComplete"
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_SMARTSCORE_COMPLETE = 'powershell'
        $env:_SMARTSCORE_WORDS = $words -join [char]31
        & $commandAst.GetCommandName() 2> $null | ForEach-Object {
            $text, $listed, $means = $_ -split "`t", 3
            [System.Management.Automation.CompletionResult]::new(
                $text, $listed, 'ParameterValue', $means)
        }
    } catch {
    } finally {
        Remove-Item Env:_SMARTSCORE_COMPLETE, Env:_SMARTSCORE_WORDS -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
}
