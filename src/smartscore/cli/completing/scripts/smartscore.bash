# Completion of smartscore for bash; `smartscore --show-completion bash` prints it.
_smartscore_completion() {
    local program=$1 line kind='' exact=1
    case $program in '~/'*) program=$HOME/${program#'~/'} ;; esac
    type -P -- "$program" > /dev/null 2>&1 || program=smartscore
    case $(bind -v 2> /dev/null) in *'completion-ignore-case on'*) exact='' ;; esac
    COMPREPLY=()
    while IFS= read -r line; do
        if [ -z "$kind" ]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <(_SMARTSCORE_COMPLETE=bash _SMARTSCORE_EXACT=$exact \
        "$program" "${COMP_LINE:0:COMP_POINT}" "$2" 2> /dev/null < /dev/null)
    type -t compopt > /dev/null || return 0
    case $kind in
        files) compopt -o filenames ;;
        open) compopt -o nospace +o default ;;
        words) compopt +o default ;;
    esac
}
complete -o default -F _smartscore_completion smartscore
