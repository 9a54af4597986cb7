"""Takes a chunk out of a large buffer, as in the talk: by copying and by a view.

Arguments: size of the buffer, offset and size of the chunk, calls by copy, calls by view. Prints one JSON object.
"""
import sys

sys.path[:] = [folder for folder in sys.path if folder]

import json
import timeit

film, offset, size, copies, views = map(int, sys.argv[1:])
# Written once, byte by byte, so that the memory is really there.
video_data = b"\x01" * film
video_view = memoryview(video_data)


def copy():
    return video_data[offset:offset + size]


def view():
    return video_view[offset:offset + size]


copy()
print(json.dumps({
    "copy_seconds": timeit.timeit(copy, number=copies) / copies,
    "copy_bytes": sys.getsizeof(copy()),
    "view_seconds": timeit.timeit(view, number=views) / views,
    "view_bytes": sys.getsizeof(view()),
}))
