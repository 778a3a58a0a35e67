#!/usr/bin/env python3
"""The release and the Debian packages made of it.  usage: package.py     from the project's root
Two releases of one commit, made under different circumstances, are the same bytes; packages are built
from them, installed under a folder, used there and purged. The machine is left as it was."""
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile

PROJECT = pathlib.Path.cwd()
SKIPPED = 77
NEEDED = ["git", "dpkg-buildpackage", "dh", "cc", "pkg-config"] + ([] if os.getuid() == 0 else ["fakeroot"])
PLAIN = {name: value for name, value in os.environ.items() if name not in ("MALLOC_PERTURB_", "CC", "CFLAGS", "DESTDIR")}


def run(*command, cwd=None, **environment):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace",
                          env={**PLAIN, **environment})
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def skip(why):
    print(why)
    sys.exit(SKIPPED)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def commit_as_it_stands(folder):
    """HEAD, or a commit of what the project is now, made without touching its index or branch."""
    index = {"GIT_INDEX_FILE": str(folder / "index")}
    run("git", "read-tree", "HEAD", **index)
    run("git", "add", "--all", **index)
    tree = run("git", "write-tree", **index).strip()
    if tree == run("git", "rev-parse", "HEAD^{tree}").strip():
        return run("git", "rev-parse", "HEAD").strip()
    return run("git", "-c", "user.name=test", "-c", "user.email=test@example.org",
               "commit-tree", "-p", "HEAD", "-m", "As it stands", tree).strip()


def release_elsewhere(folder, commit):
    """The release made in a changed clone, under another umask, zone, locale, clock, and settings of git."""
    clone, home, out = folder / "a clone", folder / "home", folder / "elsewhere"
    home.mkdir(), out.mkdir()
    run("git", "clone", "--quiet", "--shared", PROJECT, clone)
    run("git", "-C", clone, "checkout", "--quiet", commit)
    (home / ".gitconfig").write_text("[tar]\n\tumask = 0\n[core]\n\tautocrlf = true\n\teol = crlf\n")
    (clone / "stray").write_text("not committed")
    (clone / "README.md").write_text("changed")
    clock = ["faketime", "2001-02-03 04:05:06"] if shutil.which("faketime") else []
    if not clock:
        print("faketime is not installed: the clock was not changed")
    run("sh", "-c", 'umask 077; exec "$@"', "sh", *clock, clone / "script/release", commit, out, cwd=home,
        HOME=str(home), TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8")
    return next(out.iterdir())


def check_release(folder):
    commit = commit_as_it_stands(folder)
    here = folder / "here"
    here.mkdir()
    run(PROJECT / "script/release", commit, here)
    release, elsewhere = next(here.iterdir()), release_elsewhere(folder, commit)
    assert digest(release) == digest(elsewhere), (release, elsewhere)
    with tarfile.open(release) as tar:
        top = release.name.removesuffix(".tar.gz")
        got = {member.name for member in tar if not member.isdir()}
        wanted = run("git", "ls-tree", "-r", "-z", "--name-only", commit).split("\0")
        assert got == {f"{top}/{name}" for name in wanted if name}, got
        tar.extractall(folder / "unpacked")
    return folder / "unpacked" / top


def build_packages(source):
    missing = subprocess.run(["dpkg-checkbuilddeps", "-Pnocheck"], cwd=source, capture_output=True, text=True)
    if missing.returncode:
        skip(missing.stderr.strip())
    version = re.search(r"[^_]version: '(.*?)'", (source / "meson.build").read_text()).group(1)
    assert run("dpkg-parsechangelog", "-S", "Version", cwd=source).strip() == version
    run("dpkg-buildpackage", "-us", "-uc", "-b", cwd=source, DEB_BUILD_OPTIONS="nocheck parallel=2",
        DEB_BUILD_PROFILES="nocheck")
    if shutil.which("lintian"):
        run("lintian", "--allow-root", "--fail-on", "error,warning", *source.parent.glob("*.changes"))
    else:
        print("lintian is not installed")
    return [deb for deb in source.parent.glob("*.deb") if "-dbgsym_" not in deb.name]


def fields(deb, field):
    return run("dpkg-deb", "-f", deb, field).strip()


class Root:
    """A folder that packages are installed under, by a dpkg that knows the packages of the machine."""

    def __init__(self, folder, packages):
        self.folder, self.packages = folder, packages
        admin = folder / "var/lib/dpkg"
        for name in "info", "updates", "triggers":
            (admin / name).mkdir(parents=True)
        installed = pathlib.Path("/var/lib/dpkg/status").read_text(errors="surrogateescape").split("\n\n")
        others = [one for one in installed if one.split("\n")[0] not in {f"Package: {p}" for p in packages}]
        (admin / "status").write_text("\n\n".join(others), errors="surrogateescape")
        self.before = self.files()

    def files(self):
        return {path for path in self.folder.rglob("*") if "var/lib/dpkg/" not in str(path)}

    def dpkg(self, *words):
        fakeroot = [] if os.getuid() == 0 else ["fakeroot"]
        # A small image may keep its dpkg from installing documents.
        run(*fakeroot, "dpkg", f"--root={self.folder}", "--path-include=/usr/share/*", "--no-triggers", *words,
            PATH=f"{PLAIN['PATH']}:/usr/sbin:/sbin")


def environment_in(root):
    libraries = next(root.folder.glob("usr/lib/*/pkgconfig")).parent
    return libraries, {"PATH": f"{root.folder}/usr/bin:{PLAIN['PATH']}", "LD_LIBRARY_PATH": str(libraries)}


def check_program(root, version):
    docs = root.folder / "usr/share/doc/stemma"
    _, environment = environment_in(root)
    assert shutil.which("stemma", path=environment["PATH"]).startswith(str(root.folder))
    assert run("stemma", "--version", **environment) == f"stemma {version}\n"
    brief = run("stemma", "collate", "--width", "100", "examples/barrage", cwd=docs, **environment)
    assert brief == (PROJECT / "tests/golden/brief.txt").read_text(encoding="utf-8"), brief
    for place in "bash-completion/completions/stemma", "fish/vendor_completions.d/stemma.fish", \
            "zsh/vendor-completions/_stemma", "doc/stemma/copyright", "doc/libstemma-dev/copyright":
        assert (root.folder / "usr/share" / place).exists(), place


def check_manual(root):
    pages = sorted((root.folder / "usr/share/man").glob("man*/*"))
    names = {page.name.removesuffix(".gz") for page in pages}
    assert {"stemma.1", "stemma-collate.1", "stemma-formats.5", "libstemma.3"} <= names, names
    if not shutil.which("mandoc"):
        print("mandoc is not installed")
        return
    page = next(page for page in pages if page.name.startswith("stemma-collate."))
    assert "cited account" in run("mandoc", "-Tutf8", page)


def check_library(root, folder):
    """The program that libstemma(3) shows, built as it says."""
    libraries, environment = environment_in(root)
    page = gzip.open(root.folder / "usr/share/man/man3/libstemma.3.gz", "rt").read()
    code = re.search(r"^\.Bd -literal\n(#include(?:.*\n)*?)\.Ed$", page, re.M).group(1)
    (folder / "two.c").write_text(code.replace(r"\-", "-").replace(r"\e", "\\"))
    flags = run("pkg-config", "--cflags", "--libs", "stemma", PKG_CONFIG_PATH=str(libraries / "pkgconfig"),
                PKG_CONFIG_SYSROOT_DIR=str(root.folder)).split()
    run("cc", "-std=c17", "two.c", "-o", "two", *flags, cwd=folder)
    result = json.loads(run(folder / "two", **environment))
    assert [report["id"] for report in result["reports"]] == ["a.txt", "b.txt"], result


def check_module(root):
    """The module finds the library that its package depends on; the interpreter is Debian's."""
    libraries, environment = environment_in(root)
    modules = root.folder / "usr/lib/python3/dist-packages"
    code = "import stemma; print(stemma.__file__, stemma.version())"
    where, version = run("/usr/bin/python3", "-B", "-c", code, PYTHONPATH=str(modules), **environment).split()
    assert pathlib.Path(where).is_relative_to(modules), where
    assert f"stemma {version}\n" == run("stemma", "--version", **environment), version
    assert list(libraries.glob("libstemma.so.*")), libraries


def has_script(deb):
    return not subprocess.run(["dpkg-deb", "-I", deb, "postinst"], capture_output=True).returncode


def check_packages(folder, debs, version):
    packages = [fields(deb, "Package") for deb in debs]
    root = Root(folder / "root", packages)
    # A script would run under the folder, where no shell is: what has one is unpacked and no more.
    scripted = [deb for deb in debs if has_script(deb)]
    root.dpkg("--install", *(deb for deb in debs if deb not in scripted))
    if scripted:
        root.dpkg("--unpack", *scripted)
    check_program(root, version)
    check_manual(root)
    check_library(root, folder)
    check_module(root)
    root.dpkg("--purge", *packages)
    left = root.files() - root.before
    assert not left, sorted(map(str, left))


def main():
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        skip(", ".join(missing) + " not installed")
    head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True)
    if head.returncode:
        skip(head.stderr.strip())
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = check_release(folder)
        debs = build_packages(source)
        check_packages(folder, debs, fields(debs[0], "Version"))


main()
