#!/usr/bin/env python3
"""Writes down how ffmpeg counts timecodes: record_timecodes.py FOLDER (ffmpeg 5.1, nothing else).

Two of its programs count here, both outside of this project:

- `run RATE NUMBER LABEL`, then what the labels of the frames were from LABEL, frame NUMBER, on:
  MPEG-2 in which each picture has a GOP header with its label. A line `00:01:00;02-29` has the
  28 labels from `00:01:00;02` to `00:01:00;29`. 29.97 is the only rate at which ffmpeg writes
  drop-frame labels there.
- `label RATE GIVEN NUMBER LABEL`: what a QuickTime film's timecode track has as the first frame's
  number after `-timecode GIVEN`, and the label that ffprobe makes of it.
"""

import gzip
import pathlib
import random
import re
import subprocess
import sys
import tempfile

NTSC = {"24000/1001": 24, "24": 24, "25": 25, "30000/1001": 30, "30": 30, "50": 50,
        "60000/1001": 60, "60": 60}
RUNS = [("00:00:00;00", 18100), ("09:58:30;00", 6000), ("23:57:30;00", 6000)]


def ffmpeg(rate, frames, timecode, codec, file):
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"color=r={rate}:s=16x16",
         "-frames:v", str(frames), *codec, "-timecode", timecode, "-bitexact", str(file)],
        check=True)


def probe(*options):
    return subprocess.run(["ffprobe", "-v", "error", *options], check=True,
                          capture_output=True, text=True).stdout


def run(folder, first, frames):
    file = folder / "run.mpg"
    # Not all of a stream's end is always shown.
    ffmpeg("30000/1001", frames + 2, first, ["-c:v", "mpeg2video", "-g", "1"], file)
    found = probe("-show_entries", "frame_tags=timecode", "-of", "csv=p=0", str(file))
    labels = re.findall(r"\d\d:\d\d:\d\d[:;]\d\d", found)
    assert len(labels) >= frames, (len(labels), frames)
    return labels[:frames]


def by_seconds(labels):
    line = first = last = None
    for label in labels:
        second, frame = label[:9], int(label[9:])
        if line == second and frame == last + 1:
            last = frame
            continue
        if line:
            yield f"{line}{first:02}-{last:02}"
        line, first, last = second, frame, frame
    yield f"{line}{first:02}-{last:02}"


def start(folder, rate, given):
    file = folder / "start.mov"
    ffmpeg(rate, 1, given, ["-c:v", "mpeg4"], file)
    label = probe("-select_streams", "d", "-show_entries", "stream_tags=timecode",
                  "-of", "csv=p=0", str(file)).strip()
    packet = probe("-select_streams", "d", "-show_entries", "packet=pos,size",
                   "-of", "csv=p=0", str(file)).strip().split(",")
    size, position = int(packet[0]), int(packet[1])
    assert size == 4, packet
    return int.from_bytes(file.read_bytes()[position:position + 4], "big"), label


def givens(rate):
    labels = NTSC[rate]
    last = labels - 1
    yield from ("00:00:00:00", f"00:00:59:{last}", "00:01:00:10", f"00:09:59:{last}",
                "00:10:00:00", "01:09:14:20", "10:00:00:00", f"23:59:59:{last}")
    if labels > 28:
        yield "01:09:14:28"
    dice = random.Random(5)
    for _ in range(8):
        yield (f"{dice.randrange(24):02}:{dice.randrange(60):02}:{dice.randrange(60):02}"
               f":{dice.randrange(4, labels):02}")


def main(folder):
    with tempfile.TemporaryDirectory() as name, \
            open(pathlib.Path(folder) / "timecodes.gz", "wb") as out, \
            gzip.GzipFile("", "wb", 9, out, 0) as packed:
        work = pathlib.Path(name)
        for first, frames in RUNS:
            labels = run(work, first, frames)
            number, _ = start(work, "30000/1001", labels[0])
            lines = [f"run 30000/1001 {number} {labels[0]}", *by_seconds(labels)]
            packed.write(("\n".join(lines) + "\n").encode())
        for rate in NTSC:
            for given in givens(rate):
                both = [given]
                if rate in ("30000/1001", "60000/1001"):
                    both.append(given[:8] + ";" + given[9:])
                for text in both:
                    number, label = start(work, rate, text)
                    packed.write(f"label {rate} {text} {number} {label}\n".encode())


main(sys.argv[1])
