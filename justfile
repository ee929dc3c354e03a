# What a change goes through. `just ci` is exactly what `.ci/run` does.

# List the recipes
default:
    @just --list

# Everything that must hold before a change is taken
ci:
    .ci/run

# Run all tests, the README's commands among them
test *ARGS:
    cargo test {{ARGS}}

# Lay out the code
fmt:
    cargo fmt

# Ask clippy
lint:
    cargo clippy --all-targets -- -D warnings

# Build the documentation
doc:
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps

# Ask cargo-deny about licences, duplicates and sources
deny:
    cargo deny check licenses bans sources

# Measure `check` beside the least it could cost
bench:
    cargo bench --bench check

# Write what the program says today into the READMEs
readme:
    UPDATE_README=1 cargo test --test it readme
