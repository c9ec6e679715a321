#compdef smartscore
# Completion of smartscore for zsh; `smartscore --show-completion zsh` prints it.
_smartscore_completion() {
    local program=${(Q)words[1]} answer first kept line word
    local -a lines plain open
    [[ $program == '~/'* ]] && program=$HOME/${program#'~/'}
    (( $+commands[$program] )) || [[ $program == */* && -x $program ]] || program=smartscore
    answer=$(_SMARTSCORE_COMPLETE=zsh $program "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" \
        2> /dev/null < /dev/null)
    lines=("${(@f)answer}")
    first=$lines[1]
    shift lines
    kept=${first#*$'\t'}
    if (( $#lines == 0 )); then
        [[ $first == files* ]] && _files
        return
    fi
    if [[ $first == files* ]]; then
        if [[ $PREFIX == --*=* ]]; then
            compset -P '*='
            kept=${kept#*=}
        fi
        plain=(${lines:#*/})
        open=(${(M)lines:#*/})
        (( $#plain )) && compadd -f -p "$kept" -W "${kept/#\~\//$HOME/}" -a plain
        (( $#open )) && compadd -f -p "$kept" -W "${kept/#\~\//$HOME/}" -S '' -a open
        return
    fi
    [[ -n $kept ]] && compset -p $#kept
    for line in $lines; do
        word=${line%%$'\t'*}
        [[ $line == *$'\t'* ]] && line="${word//:/\\:}:${line#*$'\t'}" || line=${word//:/\\:}
        [[ $word == *[/=] ]] && open+=("$line") || plain+=("$line")
    done
    _describe -t smartscore smartscore plain -- open -S ''
}
if [[ $funcstack[1] == _smartscore ]]; then
    _smartscore_completion "$@"
else
    compdef _smartscore_completion smartscore
fi
