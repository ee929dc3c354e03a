# What the scripts beside it share. Each makes an archive with all on record that the papers of one regulation print, drafts
# them, and takes their pictures for the books: `just papers` runs them all (pdftoppm, pngquant; a program built with `pdf`).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${YIJUAN:-$root/target/debug/yijuan}
scratch=$(mktemp -d)
archive=$scratch/archive
trap 'rm -rf "$scratch"' EXIT
mkdir "$archive"
export GIT_AUTHOR_NAME=范样例 GIT_AUTHOR_EMAIL=fan@example.cn GIT_COMMITTER_NAME=范样例 GIT_COMMITTER_EMAIL=fan@example.cn
export GIT_AUTHOR_DATE=2026-06-15T09:00:00+08:00 GIT_COMMITTER_DATE=2026-06-15T09:00:00+08:00

# The program in the archive, on a fixed day.
yijuan() {
    "$program" -C "$archive" --as-of 2026-06-15 --lang zh-CN "$@"
}

# picture REGULATION TARGET DOCUMENT [NAME]: the first page of a paper, for both books. Its file is REGULATION-DOCUMENT.png;
# NAME is that of the paper's file, if it is not the document's own name.
picture() {
    local to=$scratch/$1-$3 page
    yijuan render "$2" "${4:-$3}" --to pdf --out "$to" > "$scratch/told" 2>&1 || { cat "$scratch/told" >&2; return 1; }
    page=$(find "$to" -name '*.pdf' | sort | head -1)
    pdftoppm -png -singlefile -r 58 "$page" "$to/page"
    pngquant --force --strip --speed 1 --output "$to/small.png" 12 "$to/page.png"
    for language in zh en; do
        mkdir -p "$root/docs/$language/src/papers"
        cp "$to/small.png" "$root/docs/$language/src/papers/$1-$3.png"
    done
}
