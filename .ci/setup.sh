# Sourced by ./run and ./test: find a Python, make .venv, install a locked list into it, and say so.

say() { printf '%s\n' "$*"; }

stop_with() { printf '%s\n' "$*" >&2; exit 1; }

find_python() {
  for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
    if command -v "$name" >/dev/null 2>&1 \
      && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1; then
      PYTHON=$name
      return 0
    fi
  done
  stop_with "Redress needs Python 3.11, 3.12, 3.13 or 3.14, and none was found on this machine."
}

# install_locked FILE: a stamp named after the sum of everything that decides the outcome makes it quick next time.
install_locked() {
  sum=$(cat "$1" requirements-uv.txt pyproject.toml | cksum | cut -d' ' -f1)
  stamp=.venv/.installed-$1-$sum
  if [ -e "$stamp" ] && .venv/bin/python -c 'import redress' >/dev/null 2>&1; then
    return 0
  fi
  if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    find_python
    say "Making a virtual environment in .venv with $("$PYTHON" --version) ..."
    rm -rf .venv
    "$PYTHON" -m venv .venv || stop_with "Python's venv module is missing. On Debian: apt-get install python3-venv"
  fi
  say "Installing what $1 locks ..."
  rm -f ".venv/.installed-$1"-*
  if .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt \
    && UV_SYSTEM_CERTS=true .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "$1"; then
    :
  else
    say "uv could not do it here; using pip, which takes longer ..."
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$1" \
      || stop_with "The packages could not be installed. Is there a way to a package index?"
  fi
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . \
    || stop_with "Redress itself could not be installed into .venv."
  touch "$stamp"
}
