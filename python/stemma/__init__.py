"""stemma: many news reports in, one cited account out.

    with stemma.Run(jobs=2) as run:
        run.add("a.txt", data)
        for quotation in run.collate()["quotations"]:
            print(quotation["speaker"], quotation["reading"])

Results are the library's JSON, read by json.loads: one call for a whole result, where handles would
take a call for each member. Spans index the UTF-8 bytes of a text. One run serves one thread at a
time; different runs may be used at once, and the library works without the interpreter's lock.
STEMMA_LIBRARY names another library to load than libstemma.so.1."""
import ctypes
import json
import os
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Callable, Iterable, List, Optional, Tuple, Type, TypeVar, Union, cast

from .results import Collation, CutGroup, Date, Gathering, Group, Pair, Quote, Report, Seen

ABI = 1
__all__ = ["ABI", "Problem", "Run", "StemmaError", "Watch", "stream", "version"]


class StemmaError(Exception):
    """The library is missing, is of another ABI, or refused what it was asked."""


@dataclass(frozen=True)
class Problem:
    """One thing that could not be read: where, from which byte, and why."""
    status: int
    source: str
    offset: int
    message: str


class _Problem(ctypes.Structure):
    _fields_ = [("status", ctypes.c_int), ("source", ctypes.c_char_p),
                ("offset", ctypes.c_uint64), ("message", ctypes.c_char_p)]


_TELL = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Problem))
_SINK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_PULL = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
_PROGRESS = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_uint64, ctypes.c_uint64)


class _Input(ctypes.Structure):
    _fields_ = [("source", ctypes.c_char_p), ("pull", _PULL), ("context", ctypes.c_void_p)]


_NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(_Input))


class _StreamOptions(ctypes.Structure):
    _fields_ = [("lines", ctypes.c_int), ("skip", ctypes.c_uint64), ("next", _NEXT),
                ("progress", _PROGRESS), ("context", ctypes.c_void_p), ("memory", ctypes.c_size_t)]


class _BriefOptions(ctypes.Structure):
    _fields_ = [("width", ctypes.c_uint), ("colour", ctypes.c_int), ("full", ctypes.c_int)]


class _Options(ctypes.Structure):
    _fields_ = [("jobs", ctypes.c_uint), ("published", ctypes.c_char_p), ("problem", _TELL),
                ("context", ctypes.c_void_p)]


def _load() -> ctypes.CDLL:
    name = os.environ.get("STEMMA_LIBRARY", f"libstemma.so.{ABI}")
    try:
        library = ctypes.CDLL(name)
        library.stemma_abi.restype = ctypes.c_uint
        abi = library.stemma_abi()
    except (OSError, AttributeError) as error:
        raise StemmaError(f"cannot load {name}: {error}") from error
    if abi != ABI:
        raise StemmaError(f"{name} has ABI {abi}, not {ABI}")
    library.stemma_version.restype = ctypes.c_char_p
    library.stemma_new.restype = ctypes.c_void_p
    library.stemma_new.argtypes = [ctypes.POINTER(_Options)]
    library.stemma_free.restype = None
    library.stemma_free.argtypes = [ctypes.c_void_p]
    library.stemma_add.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p,
                                   ctypes.c_size_t]
    for put in ("text", "plain", "quotes", "dates", "copies", "groups", "cuts", "stories", "collation", "page"):
        getattr(library, "stemma_put_" + put).argtypes = [ctypes.c_void_p, _SINK, ctypes.c_void_p]
    library.stemma_put_brief.argtypes = [ctypes.c_void_p, ctypes.POINTER(_BriefOptions), _SINK,
                                         ctypes.c_void_p]
    library.stemma_stream.argtypes = [ctypes.POINTER(_Options), ctypes.POINTER(_StreamOptions), _SINK,
                                      ctypes.c_void_p]
    library.stemma_watch_new.restype = ctypes.c_void_p
    library.stemma_watch_new.argtypes = [ctypes.POINTER(_Options)]
    library.stemma_watch_free.restype = None
    library.stemma_watch_free.argtypes = [ctypes.c_void_p]
    library.stemma_watch_add.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, _SINK,
                                         ctypes.c_void_p]
    library.stemma_verify.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p,
                                      ctypes.c_size_t]
    return library


_library = _load()


def version() -> str:
    """The version of the library that is loaded."""
    return str(_library.stemma_version().decode())


def _bytes(data: Union[bytes, bytearray, memoryview, str]) -> bytes:
    if isinstance(data, str):
        return data.encode()
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    raise TypeError(f"bytes or text are wanted, not {type(data).__name__}")


def _tell(problems: List[Problem]) -> Any:
    """A problem function that appends to the list."""
    def tell(_: Optional[int], found: Any) -> None:
        p = found.contents
        problems.append(Problem(p.status, p.source.decode("utf-8", "surrogateescape"), p.offset,
                                p.message.decode()))
    return _TELL(tell)


def _options(jobs: int, published: Optional[str], tell: Any) -> _Options:
    if jobs < 1:
        raise ValueError("jobs must be at least 1")
    if published is not None and "\0" in published:
        raise ValueError(f"no date: {published!r}")
    # The library has its own ceiling; this one keeps ctypes from dropping high bits.
    return _Options(min(jobs, 2**31), published.encode() if published is not None else None, tell)


def _name(source: str) -> bytes:
    name = source.encode("utf-8", "surrogateescape")
    if b"\0" in name:
        raise ValueError("source holds a NUL")
    return name


_STREAMED = ("text", "plain", "quotes", "dates", "copies", "groups", "cuts", "stories")


def stream(inputs: Iterable[Tuple[str, BinaryIO]], take: Callable[[Any], object], lines: str = "text", jobs: int = 1,
           published: Optional[str] = None, skip: int = 0, memory: int = 0) -> List[Problem]:
    """Reads inputs of any size, named and opened in binary, one after another, and calls take with what each report
    gives, in order: a Report, a Quote or a Date, or, for "plain", with the bytes of some texts. Memory does not grow
    with the number of reports. With "copies", "groups", "cuts" or "stories", it is called with each Pair, Group,
    CutGroup or Gathering when all is read. skip: so many reports are left out. memory: bytes of what is kept of reports
    that are held before temporary files are used; 0: 1 GiB. What take, an input or its reading raises ends the stream
    and is raised again. Returns what could not be read."""
    problems: List[Problem] = []
    failures: List[BaseException] = []
    rest = iter(inputs)
    tell = _tell(problems)
    options = _options(jobs, published, tell)

    def guarded(work: Callable[[], int], failed: int) -> int:
        try:
            return work() if not failures else failed
        except BaseException as error:  # nothing may pass through the library
            failures.append(error)
            return failed

    def begin(out: Any) -> int:
        for source, file in rest:
            def pull(_: Optional[int], data: int, most: int) -> int:
                def read() -> int:
                    got = file.read(min(most, 1 << 20))
                    ctypes.memmove(data, got, len(got))
                    return len(got)
                return guarded(read, -1)
            out.contents.source = _name(source)
            out.contents.pull = _PULL(pull)
            kept[:] = [out.contents.source, out.contents.pull]
            return 1
        return 0

    def give(data: int, size: int) -> int:
        written = ctypes.string_at(data, size)
        for item in [written] if lines == "plain" else map(json.loads, written.split(b"\n")[:-1]):
            take(item)
        return 0

    kept: List[Any] = []  # what the library uses until the next input
    wanted = _StreamOptions(_STREAMED.index(lines), skip, _NEXT(lambda _, out: guarded(lambda: begin(out), 0)),
                            _PROGRESS(lambda *_: len(failures)), None, memory)
    status = _library.stemma_stream(ctypes.byref(options), ctypes.byref(wanted),
                                    _SINK(lambda _, data, size: guarded(lambda: give(data, size), 1)), None)
    if failures:
        raise failures[0]
    if status:
        raise ValueError(f"no date: {published!r}")
    return problems


_Self = TypeVar("_Self", bound="_Handle")


class _Handle:
    """What the library made, and what it could not read. Close it, or use `with`."""

    def __init__(self, new: Any, free: Any, jobs: int, published: Optional[str]) -> None:
        self.problems: List[Problem] = []
        self._free = free
        self._tell = _tell(self.problems)
        options = _options(jobs, published, self._tell)
        self._handle: Optional[int] = new(ctypes.byref(options))
        if not self._handle:
            raise ValueError(f"no date: {published!r}")

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            self.close()

    def close(self) -> None:
        """Gives all memory back. What was returned stays; closing twice is allowed."""
        handle, self._handle = self._handle, None
        if handle:
            self._free(handle)

    def _open(self) -> int:
        if not self._handle:
            raise StemmaError(f"the {type(self).__name__.lower()} is closed")
        return self._handle


class Watch(_Handle):
    """Reports told of one by one, as they come. Close it, or use `with`."""

    def __init__(self, published: Optional[str] = None) -> None:
        super().__init__(_library.stemma_watch_new, _library.stemma_watch_free, 1, published)

    def add(self, source: str, data: Union[bytes, bytearray, memoryview, str]) -> List[Seen]:
        """Of each report of the input: the earlier ones that it is a copy of, and the first of its story so far."""
        data = _bytes(data)
        parts: List[bytes] = []

        def take(_: Optional[int], written: int, size: int) -> int:
            parts.append(ctypes.string_at(written, size))
            return 0

        _library.stemma_watch_add(self._open(), _name(source), data, len(data), _SINK(take), None)
        return [json.loads(line) for line in b"".join(parts).split(b"\n")[:-1]]


class Run(_Handle):
    """The reports of one piece of work, and what is found in them. Close it, or use `with`."""

    def __init__(self, jobs: int = 1, published: Optional[str] = None) -> None:
        self._inputs: List[bytes] = []  # borrowed by the library until close
        super().__init__(_library.stemma_new, _library.stemma_free, jobs, published)

    def close(self) -> None:
        super().close()
        self._inputs.clear()

    def add(self, source: str, data: Union[bytes, bytearray, memoryview, str]) -> None:
        """Adds an input; none may be added once a result was asked for."""
        data = _bytes(data)
        if _library.stemma_add(self._open(), _name(source), data, len(data)):
            raise StemmaError("nothing can be added once a result was asked for")
        self._inputs.append(data)

    def _put(self, result: str, *options: Any) -> bytes:
        parts: List[bytes] = []

        def take(_: Optional[int], data: int, size: int) -> int:
            parts.append(ctypes.string_at(data, size))
            return 0

        put = getattr(_library, "stemma_put_" + result)
        if put(self._open(), *options, _SINK(take), None):
            raise StemmaError(f"{result} could not be written")
        return b"".join(parts)

    def _lines(self, result: str) -> List[Any]:
        return [json.loads(line) for line in self._put(result).split(b"\n") if line]

    def text(self) -> List[Report]:
        """A report each, with its text, blocks and notes."""
        return self._lines("text")

    def plain(self) -> str:
        """Only the text of the reports, an empty line behind each."""
        return self._put("plain").decode()

    def quotes(self) -> List[Quote]:
        """A quotation each."""
        return self._lines("quotes")

    def dates(self) -> List[Date]:
        """A time expression each."""
        return self._lines("dates")

    def copies(self) -> List[Pair]:
        """A pair of reports that share passages each."""
        return self._lines("copies")

    def groups(self) -> List[Group]:
        """A group of copies each."""
        return self._lines("groups")

    def cuts(self) -> List[CutGroup]:
        """The same, with the spans of each report that may be cut, for another has their words."""
        return self._lines("cuts")

    def stories(self) -> List[Gathering]:
        """A story each, with the ids of its reports in the order of time."""
        return self._lines("stories")

    def collate(self) -> Collation:
        """All reports as one story: the object that `stemma collate --json` prints."""
        return cast(Collation, json.loads(self.collation()))

    def collation(self) -> bytes:
        """The bytes that `stemma collate --json` prints, which alone can be verified."""
        return self._put("collation")

    def brief(self, width: int = 0, full: bool = False) -> str:
        """All reports as one story, for people to read. width: columns, 0: no wrapping."""
        return self._put("brief", ctypes.byref(_BriefOptions(width, 0, full))).decode()

    def page(self) -> str:
        """All reports as one story: one HTML page that asks the network for nothing."""
        return self._put("page").decode()

    def verify(self, result: Union[bytes, bytearray, memoryview, str], name: str = "result") -> bool:
        """Whether every span and reading of a collation holds against the reports of this run; what
        does not is among the problems."""
        data = _bytes(result)
        return not _library.stemma_verify(self._open(), name.encode(), data, len(data))
