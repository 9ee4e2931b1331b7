# Sets $python to the first Python that is new enough; sourced by bin/run and bin/test.
python=
seen=
for name in python3.11 python3 python3.12 python3.13 python3.14 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    version=$("$path" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$path
        break
    fi
    seen="$version ($path)"
done
if [ -z "$python" ]; then
    if [ -n "$seen" ]; then
        echo "Comptoir needs Python 3.11 or newer; this machine has only Python $seen." >&2
    else
        echo "Comptoir needs Python 3.11 or newer, and no Python was found on this machine." >&2
    fi
    exit 2
fi
