# Completion of smartscore for fish; `smartscore --show-completion fish` prints it.
function _smartscore_completion
    set -l words (commandline -opc)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    type -q -- $program; or set program smartscore
    set -l found (_SMARTSCORE_COMPLETE=fish $program $words[2..-1] (commandline -ct) \
        2> /dev/null < /dev/null)
    if test (count $found) -gt 1
        printf '%s\n' $found[2..-1]
    else if test "$found[1]" = files
        __fish_complete_path (commandline -ct)
    end
end
complete --command smartscore --no-files --keep-order --arguments '(_smartscore_completion)'
