# What a change goes through. `just ci` is exactly what `.ci/run` does.

# List the recipes
default:
    @just --list

# Everything that must hold before a change is taken
ci:
    .ci/run

# Run all tests, the commands in the documents among them
test *ARGS:
    cargo test {{ARGS}}

# Have other programs judge what is set, sealed, exported and shown: LibreOffice, bagit, DuckDB, Chromium and others
judges:
    .ci/judges

# Lay out the code
fmt:
    cargo fmt

# Ask clippy
lint:
    cargo clippy --all-targets -- -D warnings
    cargo clippy --all-targets --features pdf -- -D warnings

# Build the documentation
doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps

# Ask cargo-deny about licences, duplicates and sources
deny:
    cargo deny check licenses bans sources

# Measure `check` beside the least it could cost
bench:
    cargo bench --bench check

# Feed a fuzz target arbitrary input (nightly Rust and cargo-fuzz)
fuzz TARGET SECONDS='1300':
    mkdir -p fuzz/corpus/{{TARGET}}
    RAYON_NUM_THREADS=1 cargo +nightly fuzz run {{TARGET}} fuzz/corpus/{{TARGET}} fuzz/seeds/{{TARGET}} -- \
        -dict=fuzz/dictionaries/{{TARGET}}.dict -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
        -max_total_time={{SECONDS}} -print_final_stats=1

# Write what the program says today into the READMEs, their pictures and the books
readme:
    UPDATE_README=1 cargo test --test it -- shows_what picture

# Take the pictures of the site for the books anew (Chromium, pngquant)
pictures:
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build
    for language in zh en; do
        site=$(mktemp -d)
        target/debug/yijuan -C sample-archive --lang "${language/zh/zh-CN}" --as-of 2026-06-15 site "$site"
        python3 tests/judges/pictures.py "$site" docs/$language/src
        pngquant --force --ext .png --strip 128 docs/$language/src/site.png docs/$language/src/site-narrow.png
        rm -r "$site"
    done

# Take the pictures of the papers for the books anew (pdftoppm, pngquant)
papers:
    cargo build --features pdf
    for script in docs/papers/[a-z]*.sh; do bash "$script"; done

# Make what is handed out: a static executable, a .tar.gz, a .deb and their checksums
release:
    packaging/release.sh

# Build the books (mdBook)
book:
    mdbook build docs/en
    mdbook build docs/zh
