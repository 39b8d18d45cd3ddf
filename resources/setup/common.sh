# What `resources/setup/start`, `tests/run` and `.ci/run` share (POSIX sh). Sourced from the repository root.

# What Qt's window needs of the system; a name that a newer release writes with `t64` at its end is found as well.
QT_PACKAGES="libegl1 libgl1 libopengl0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0
libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0
libxcb-randr0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxcb-render0"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The name under which apt can install $1.
apt_name() {
    if LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; then echo "$1"; else echo "$1t64"; fi
}

# Install those of the named system packages that are missing.
install_packages() {
    missing=
    for package in "$@"; do
        is_installed "$package" || is_installed "${package}t64" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing system packages:$missing" >&2
    as_root apt-get update -q >&2
    names=
    for package in $missing; do names="$names $(apt_name "$package")"; done
    # shellcheck disable=SC2086 # one word a package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $names >&2
}

# The same where there is apt; elsewhere say what is needed and go on.
need_packages() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_packages "$@"
    else
        echo "Without apt: please see that the equivalents of these packages are installed:" "$@" >&2
    fi
}

# Print the first Python that is new enough; $PYTHON comes first when it is set.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# Make `.venv` unless it is there.
make_environment() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return 0; fi
    find_python >/dev/null || need_packages python3
    python=$(find_python) || { echo "Annotator needs Python 3.11 or newer." >&2; return 1; }
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        need_packages "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    "$python" -m venv --clear .venv
}

# Install Annotator with the named extras (`test`, `lint,freeze`, or none) unless pyproject.toml is as it was then.
install_annotator() {
    make_environment
    stamp=".venv/installed-${1:-plain}"
    if ! cmp -s pyproject.toml "$stamp"; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".${1:+[$1]}"
        cp pyproject.toml "$stamp"
    fi
}
