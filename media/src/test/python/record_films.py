"""Makes small films with ffmpeg and records what ffprobe says of them: python3 record_films.py FOLDER [NAME...]

Writes FOLDER/NAME.mp4 (.mov, .m4a, ...) and FOLDER/recordings.txt.gz, which the Java tests read; they need neither Python
nor ffmpeg. Standard library only. With NAMEs, only these films are made again; all that are there are recorded again.
Made with ffmpeg 5.1.9 (Debian 12), libx264 164, libx265 3.5, libaom 3.6.0, libvpx 1.12.0; another version writes other bytes.

A recording is lines of fields separated by tabs:

    film      file name
    expect    key=value ...   what the film was made to be, by the table FILMS below, not by ffprobe
    stream    key=value ...   what ffprobe says of a track; index counts from 0 in the order of the file, id is the track's.
                              codecs is what ffmpeg's DASH muxer calls it, where that muxer takes it
    raw       index pts dts duration pos size flags    a packet in decoding order, read with -ignore_editlist 1
    shown     index pts dts duration pos size flags    a packet as ffprobe gives it by default, with the edit list applied
    labels    index label label ...   the timecodes of the first, second, ... picture, by libavutil's av_timecode_make_string

Flags are K (key frame), D (to be decoded, but not shown), C (corrupt), or '-'. Missing numbers are '-'.
"""

import ctypes
import gzip
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

X264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -crf 44 -threads 1"
AAC = "-c:a aac -ac 1 -ar 16000 -b:a 16k"
BITEXACT = "-fflags +bitexact -flags:v +bitexact -flags:a +bitexact"


def picture(rate, seconds, size="64x36"):
    return f"-f lavfi -i testsrc2=s={size}:r={rate}:d={seconds}"


def sound(seconds, frequency=440, rate=16000):
    return f"-f lavfi -i sine=f={frequency}:r={rate}:d={seconds}"


def constant(rate, frames, **more):
    return {"rate": rate, "constant": "yes", "frames": frames, **more}


def variable(rate=None, **more):
    return {"rate": rate, "constant": "no", **more} if rate else {"constant": "no", **more}


class Film:
    """One film: the name of its file, arguments of ffmpeg (several runs if a list), and what is expected of it.

    {name} in an argument stands for the film of that name, {tmp} for a folder that is thrown away."""

    def __init__(self, name, runs, **expect):
        self.name = name
        self.runs = [runs] if isinstance(runs, str) else runs
        self.expect = expect


def cadence(name, rate, seconds, frames, timecode=None, more="", keyint=12, **expect):
    label = f"-timecode {timecode}" if timecode else ""
    drop = "yes" if timecode and ";" in timecode else "no"
    return Film(
        name,
        f"{picture(rate, seconds)} {more} {X264} -g {keyint} -bf 3 {label}",
        **constant(rate, frames, start=timecode or "00:00:00:00", drop=drop, tmcd="yes" if timecode else "no", **expect),
    )


NO_TMCD = {"start": "00:00:00:00", "drop": "no", "tmcd": "no"}
FRAGMENTS = {"fragmented": "yes", **NO_TMCD}

FILMS = [
    # Rates, and what is labelled how.
    Film(
        "rate-23.976.mp4",
        f"{picture('24000/1001', 2)} {sound(2)} {X264} -g 12 -bf 3 {AAC} -shortest",
        **constant("24000/1001", 48, **NO_TMCD),
    ),
    cadence("rate-24.mp4", "24", 2, 48, more="-movflags +faststart"),
    cadence("rate-25.mp4", "25", 2, 50, "10:00:00:00"),
    cadence("rate-29.97-drop-hour.mp4", "30000/1001", 4, 120, "00:59:58;00"),
    cadence("rate-29.97-drop-minute.mp4", "30000/1001", 4, 120, "00:00:58;00"),
    cadence("rate-29.97-non-drop.mp4", "30000/1001", 4, 120, "00:00:58:00"),
    cadence("rate-29.97-midnight.mp4", "30000/1001", 2, 60, "23:59:59;00"),
    cadence("rate-30.mp4", "30", 2, 60),
    cadence("rate-50.mp4", "50", 2, 100, "09:59:59:00"),
    cadence("rate-59.94-drop.mp4", "60000/1001", 3, 180, "00:08:58;30"),
    cadence("rate-59.94-non-drop.mp4", "60000/1001", 1, 60, "00:08:59:30"),
    cadence("rate-60.mp4", "60", 2, 120),
    cadence("rate-48.mp4", "48", 1, 48),
    cadence("rate-120.mp4", "120", 1, 120),
    cadence("midnight-25.mp4", "25", 2, 50, "23:59:59:00"),
    cadence("one-frame.mp4", "25", "0.04", 1),
    # Clocks too coarse for the rate: durations are 33, 33, 34, ...
    cadence("clock-600-23.976.mp4", "24000/1001", 3, 72, more="-video_track_timescale 600"),
    cadence("clock-600-29.97-drop.mp4", "30000/1001", 3, 90, "00:00:58;15", more="-video_track_timescale 600"),
    cadence("clock-1000-29.97.mp4", "30000/1001", 3, 90, more="-video_track_timescale 1000"),
    cadence("clock-1000-30.mp4", "30", 2, 60, more="-video_track_timescale 1000"),
    cadence("clock-1000-59.94.mp4", "60000/1001", 2, 120, more="-video_track_timescale 1000"),
    cadence("clock-90000-24.mp4", "24", 2, 48, more="-video_track_timescale 90000"),
    # Variable rate.
    Film(
        "variable-gaps.mp4",
        f"{picture('30', 3)} -vf select='not(between(mod(n,11),4,6))' -fps_mode passthrough {X264} -g 12 -bf 2",
        **variable("30", **NO_TMCD),
    ),
    Film(
        "variable-halves.mp4",
        f"{picture('60', 3)} -vf select='lt(t,1.2)+not(mod(n,2))' -fps_mode passthrough -video_track_timescale 90000"
        f" {X264} -g 15 -bf 3",
        **variable("60", **NO_TMCD),
    ),
    Film(
        "variable-jitter.mp4",
        f"{picture('25', 3)} -vf settb=1/1000,setpts='(40*N+25*random(7))' -fps_mode passthrough -enc_time_base 1/1000"
        f" -video_track_timescale 1000 {X264} -g 10 -bf 0",
        **variable(**NO_TMCD),
    ),
    Film(
        "variable-long-still.mp4",
        f"{picture('25', 4)} -vf select='lt(n,20)+gt(n,80)' -fps_mode passthrough {X264} -g 100 -bf 0",
        **variable("25", **NO_TMCD),
    ),
    # Order of pictures.
    Film(
        "pyramid.mp4",
        f"{picture('25', 3)} -c:v libx264 -preset veryfast -crf 44 -threads 1 -pix_fmt yuv420p -bf 8 -b_strategy 0 -g 40"
        " -x264-params b-pyramid=normal:ref=4:scenecut=0",
        **constant("25", 75, **NO_TMCD),
    ),
    Film(
        "open-gop.mp4",
        f"{picture('25', 3)} {X264} -x264-params open-gop=1:keyint=12:min-keyint=12:bframes=3:b-adapt=0:scenecut=0",
        **constant("25", 75, **NO_TMCD),
    ),
    Film(
        "negative-composition.mp4",
        f"{picture('25', 2)} {X264} -g 12 -bf 3 -movflags +negative_cts_offsets",
        **constant("25", 50, **NO_TMCD),
    ),
    Film("only-key-frames.mp4", f"{picture('25', 1)} {X264} -g 1 -bf 0", **constant("25", 25, **NO_TMCD)),
    # Edit lists.
    Film(
        "trimmed.mp4",
        f"-ss 0.6 -i {{rate-25.mp4}} -map 0:v -c copy -write_tmcd 0",
        **constant("25", 35, **NO_TMCD),
    ),
    Film(
        "trimmed-with-sound.mp4",
        [
            f"{picture('30000/1001', 3)} {sound(3)} {X264} -g 30 -bf 3 {AAC} {{tmp}}/whole.mp4",
            "-ss 1.001 -i {tmp}/whole.mp4 -c copy",
        ],
        **constant("30000/1001", 60, **NO_TMCD),
    ),
    Film(
        "delayed.mp4",
        f"-itsoffset 0.7 {picture('25', 2)} {sound(2)} -fps_mode passthrough {X264} -g 12 -bf 3 {AAC}",
        **constant("25", 50, **NO_TMCD),
    ),
    Film(
        "sound-delayed.mp4",
        f"{picture('25', 2)} -itsoffset 0.5 {sound(2)} {X264} -g 12 -bf 3 {AAC} -movflags +faststart",
        **constant("25", 50, **NO_TMCD),
    ),
    Film(
        "no-edit-list.mp4",
        f"{picture('25', 2)} {sound(2)} {X264} -g 12 -bf 3 {AAC} -use_editlist 0",
        **constant("25", 50, **NO_TMCD),
    ),
    # Fragments.
    Film(
        "fragments.mp4",
        f"{picture('25', 3)} {sound(3)} {X264} -g 12 -bf 3 {AAC} -movflags +frag_keyframe+empty_moov",
        **constant("25", 75, **FRAGMENTS),
    ),
    Film(
        "fragments-default-base.mp4",
        f"{picture('24000/1001', 3)} {sound(3)} {X264} -g 12 -bf 3 {AAC} -movflags +frag_keyframe+empty_moov+default_base_moof",
        **constant("24000/1001", 72, **FRAGMENTS),
    ),
    Film(
        "fragments-dash.mp4",
        f"{picture('30', 3)} {X264} -g 15 -bf 2 -movflags +frag_keyframe+empty_moov+dash",
        **constant("30", 90, **FRAGMENTS),
    ),
    Film(
        "fragments-global-sidx.mp4",
        f"{picture('30000/1001', 3)} {sound(3)} {X264} -g 15 -bf 2 {AAC} -movflags +frag_keyframe+empty_moov+dash+global_sidx",
        **constant("30000/1001", 90, **FRAGMENTS),
    ),
    Film(
        "fragments-hybrid.mp4",
        f"{picture('25', 3)} {sound(3)} {X264} -g 12 -bf 3 {AAC} -movflags +frag_keyframe",
        **constant("25", 75, **FRAGMENTS),
    ),
    Film(
        "fragments-separate.mp4",
        f"{picture('25', 2)} {sound(2)} {X264} -g 12 -bf 3 {AAC} -movflags +frag_keyframe+empty_moov+separate_moof+omit_tfhd_offset",
        **constant("25", 50, **FRAGMENTS),
    ),
    Film(
        "fragments-delay-moov.mp4",
        f"{picture('25', 2)} -itsoffset 0.3 {sound(2)} {X264} -g 12 -bf 3 {AAC} -movflags +frag_keyframe+delay_moov",
        **constant("25", 50, **FRAGMENTS),
    ),
    Film(
        "fragments-every-frame.mp4",
        f"{picture('25', 2)} {X264} -g 12 -bf 0 -movflags +cmaf+frag_every_frame+skip_trailer",
        **constant("25", 50, **FRAGMENTS),
    ),
    Film(
        "fragments-cmaf.mp4",
        f"{picture('25', 2)} {X264} -g 12 -bf 3 -movflags +cmaf+frag_keyframe+negative_cts_offsets",
        **constant("25", 50, **FRAGMENTS),
    ),
    Film(
        "fragments-variable.mp4",
        f"{picture('30', 3)} -vf select='not(between(mod(n,11),4,6))' -fps_mode passthrough {X264} -g 12 -bf 2"
        " -movflags +frag_keyframe+empty_moov+default_base_moof",
        **variable("30", **FRAGMENTS),
    ),
    Film(
        "fragments-smooth.ismv",
        f"{picture('25', 2)} {sound(2)} {X264} -g 25 -bf 2 {AAC} -f ismv",
        **constant("25", 50, **FRAGMENTS),
    ),
    Film(
        "fragments-sound.m4a",
        f"{sound(2)} {AAC} -movflags +frag_every_frame+empty_moov+default_base_moof -frag_duration 200000",
        fragmented="yes",
    ),
    Film(
        "fragments-timecode.mov",
        f"{picture('30000/1001', 3)} {X264} -g 12 -bf 3 -timecode 00:00:58;00 -movflags +frag_keyframe",
        **constant("30000/1001", 90, fragmented="yes", start="00:00:58;00", drop="yes", tmcd="yes"),
    ),
    # Codecs and siblings.
    Film(
        "hevc.mp4",
        f"{picture('25', 2, '96x64')} -c:v libx265 -preset veryfast -crf 40 -g 12 -tag:v hvc1"
        " -x265-params pools=1:frame-threads=1:log-level=error:info=0",
        **constant("25", 50, **NO_TMCD),
    ),
    Film(
        "hevc-hev1.mp4",
        f"{picture('25', 1, '96x64')} -c:v libx265 -preset veryfast -crf 40 -g 12 -tag:v hev1 -pix_fmt yuv420p10le"
        " -x265-params pools=1:frame-threads=1:log-level=error:info=0",
        **constant("25", 25, **NO_TMCD),
    ),
    Film(
        "av1.mp4",
        f"{picture('25', 1)} -c:v libaom-av1 -cpu-used 8 -crf 60 -b:v 0 -g 12 -threads 1",
        **constant("25", 25, **NO_TMCD),
    ),
    Film(
        "vp9.mp4",
        f"{picture('25', 1)} {sound(1, rate=48000)} -c:v libvpx-vp9 -cpu-used 8 -deadline realtime -crf 60 -b:v 0 -g 12 -threads 1"
        " -c:a libopus -b:a 12k",
        **constant("25", 25, **NO_TMCD),
    ),
    Film(
        "mpeg4.mp4",
        f"{picture('25', 2)} {sound(2, rate=16000)} -c:v mpeg4 -q:v 31 -bf 2 -g 12 -threads 1 -c:a libmp3lame -b:a 8k",
        **constant("25", 50, **NO_TMCD),
    ),
    Film(
        "phone.3gp",
        f"{picture('25', 1)} {sound(1)} -c:v mpeg4 -q:v 31 -g 12 -threads 1 {AAC}",
        **constant("25", 25, **NO_TMCD),
    ),
    Film(
        "quicktime.mov",
        f"{picture('24000/1001', 2)} {sound(1)} {X264} -g 12 -bf 3 {AAC} -timecode 01:00:00:00",
        **constant("24000/1001", 48, start="01:00:00:00", drop="no", tmcd="yes"),
    ),
    Film(
        "prores.mov",
        f"{picture('25', '0.4')} {sound('0.4', rate=8000)} -c:v prores -q:v 60 -vtag apco -threads 1 -c:a pcm_s16le -ac 1"
        " -timecode 00:59:59:20",
        **constant("25", 10, start="00:59:59:20", drop="no", tmcd="yes"),
    ),
    Film(
        "mjpeg.mov",
        f"{picture('30000/1001', '0.6')} -c:v mjpeg -q:v 31 -pix_fmt yuvj420p -threads 1 -timecode 00:00:59;20",
        **constant("30000/1001", 18, start="00:00:59;20", drop="yes", tmcd="yes"),
    ),
    Film("sound.m4a", f"{sound(2, rate=44100)} -c:a aac -ac 2 -ar 44100 -b:a 24k"),
    Film("lossless.m4a", f"{sound('0.5', rate=8000)} -c:a alac -ac 1"),
    Film("he-sound.mp4", f"{sound(1, rate=48000)} -c:a ac3 -b:a 32k -ac 1"),
    Film("flac.mp4", f"{sound('0.5', rate=8000)} -c:a flac -strict -2 -ac 1"),
    Film("audiobook.m4b", f"{sound(3)} -i {{tmp}}/chapters.txt {AAC} -map 0:a -map_chapters 1 -f ipod"),
    # Several tracks.
    Film(
        "two-videos.mp4",
        f"{picture('25', 2)} {picture('30', 2, '96x54')} {sound(2)} {sound(2, 880)} -map 0 -map 1 -map 2 -map 3 {X264}"
        f" -g 12 -bf 2 {AAC} -metadata:s:a:0 language=deu -metadata:s:a:1 language=fra",
        **constant("25", 50, **NO_TMCD),
    ),
    Film(
        "sound-first.mp4",
        f"{picture('25', 1)} {sound(1)} -map 1 -map 0 {X264} -g 12 -bf 2 {AAC} -timecode 00:00:00:00",
        **constant("25", 25, start="00:00:00:00", drop="no", tmcd="yes"),
    ),
    Film(
        "subtitles-and-chapters.mp4",
        f"{picture('25', 3)} {sound(3)} -i {{tmp}}/subtitles.srt -i {{tmp}}/chapters.txt -map 0 -map 1 -map 2 -map_chapters 3"
        f" {X264} -g 12 -bf 2 {AAC} -c:s mov_text -metadata:s:s:0 language=eng",
        **constant("25", 75, **NO_TMCD),
    ),
    Film(
        "anamorphic.mp4",
        f"{picture('25', 1)} -vf setsar=4/3 {X264} -g 12 -bf 0",
        **constant("25", 25, width=85, height=36, **NO_TMCD),
    ),
    Film(
        "encrypted.mp4",
        f"{picture('25', 1)} {X264} -g 12 -bf 2 -encryption_scheme cenc-aes-ctr"
        " -encryption_key 00112233445566778899aabbccddeeff -encryption_kid 0123456789abcdef0123456789abcdef",
        **constant("25", 25, **NO_TMCD),
    ),
]

CHAPTERS = """;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=1000
title=one
[CHAPTER]
TIMEBASE=1/1000
START=1000
END=3000
title=two
"""

SUBTITLES = """1
00:00:00,500 --> 00:00:01,500
first

2
00:00:02,000 --> 00:00:02,800
second
"""


def make(film, folder, tmp):
    (tmp / "chapters.txt").write_text(CHAPTERS)
    (tmp / "subtitles.srt").write_text(SUBTITLES)
    for i, run in enumerate(film.runs):
        arguments = []
        for argument in run.split():
            argument = argument.replace("{tmp}", str(tmp))
            argument = re.sub(r"\{(.+?)\}", lambda m: str(folder / m[1]), argument).replace("'", "")
            arguments.append(argument.replace(",", "\\,") if argument.startswith(("select=", "setpts=")) else argument)
        if i == len(film.runs) - 1:
            if "-map_chapters" not in arguments:
                arguments += ["-map_chapters", "-1", "-map_metadata", "-1"]
            arguments += BITEXACT.split() + [str(folder / film.name)]
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def ffprobe(file, *arguments):
    command = ["ffprobe", "-v", "error", "-of", "json", *arguments, str(file)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def packets(kind, file, *arguments):
    for p in ffprobe(file, "-show_packets", *arguments)["packets"]:
        flags = "".join(c for c in p["flags"] if c in "KDC") or "-"
        numbers = [p.get(k, "-") for k in ("pts", "dts", "duration", "pos", "size")]
        yield [kind, p["stream_index"], *numbers, flags]


def codecs(file, index, tmp):
    """What ffmpeg's DASH muxer writes as the codecs of one stream, or nothing."""
    mpd = tmp / "x.mpd"
    mpd.unlink(missing_ok=True)
    command = ["ffmpeg", "-v", "quiet", "-nostdin", "-y", "-i", file, "-map", f"0:{index}", "-c", "copy", "-f", "dash"]
    command += ["-seg_duration", "100", "-dash_segment_type", "mp4", mpd]
    if subprocess.run(list(map(str, command))).returncode != 0:
        return None
    match = re.search(r'codecs="([^"]+)"', mpd.read_text())
    return match and match[1]


def hevc(file):
    """The codecs of an HEVC track by ISO/IEC 14496-15, annex E, which ffmpeg 5.1 does not write."""
    data = file.read_bytes()
    at = data.find(b"hvcC") + 4
    profile, compatibility = data[at + 1], int.from_bytes(data[at + 2 : at + 6], "big")
    reversed_bits = int(f"{compatibility:032b}"[::-1], 2)
    constraints = data[at + 6 : at + 12].rstrip(b"\0")
    parts = [f"{' ABC'[profile >> 6].strip()}{profile & 31}", f"{reversed_bits:x}"]
    parts += [f"{'H' if profile & 32 else 'L'}{data[at + 12]}", *(f"{b:x}" for b in constraints)]
    return ".".join(parts)


class Rational(ctypes.Structure):
    _fields_ = [("num", ctypes.c_int), ("den", ctypes.c_int)]


class AVTimecode(ctypes.Structure):
    _fields_ = [("start", ctypes.c_int), ("flags", ctypes.c_uint32), ("rate", Rational), ("fps", ctypes.c_uint)]


def labels(rate, start, count):
    avutil = ctypes.CDLL("libavutil.so.57")
    avutil.av_timecode_make_string.restype = ctypes.c_char_p
    avutil.av_timecode_init_from_string.argtypes = [ctypes.c_void_p, Rational, ctypes.c_char_p, ctypes.c_void_p]
    numerator, _, denominator = rate.partition("/")
    timecode = AVTimecode()
    fraction = Rational(int(numerator), int(denominator or 1))
    if avutil.av_timecode_init_from_string(ctypes.byref(timecode), fraction, start.encode(), None) < 0:
        raise ValueError(start)
    timecode.flags |= 2  # goes around at 24 hours
    text = ctypes.create_string_buffer(32)
    return [
        avutil.av_timecode_make_string(ctypes.byref(timecode), text, i).decode() for i in range(count)
    ]


STREAM_KEYS = """index id codec_type codec_name profile level codec_tag_string width height channels sample_rate
time_base r_frame_rate avg_frame_rate start_pts duration_ts nb_frames""".split()


def record(film, folder, tmp):
    file = folder / film.name
    yield ["film", film.name]
    yield ["expect", *(f"{k}={v}" for k, v in film.expect.items())]
    streams = ffprobe(file, "-show_streams")["streams"]
    for stream in streams:
        values = {k: stream[k] for k in STREAM_KEYS if k in stream}
        values |= {k: stream["tags"][k] for k in ("language", "timecode") if k in stream.get("tags", {})}
        if stream["codec_type"] in ("video", "audio"):
            name = codecs(file, stream["index"], tmp)
            if name in ("hvc1", "hev1"):
                name = f"{name}.{hevc(file)}"
            if name:
                values["codecs"] = name
        yield ["stream", *(f"{k}={str(v).replace(' ', '_')}" for k, v in values.items())]
    yield from packets("raw", file, "-ignore_editlist", "1")
    yield from packets("shown", file)
    if "frames" in film.expect:
        index = next(s["index"] for s in streams if s["codec_type"] == "video")
        expect = film.expect
        yield ["labels", index, *labels(expect["rate"], expect["start"], int(expect["frames"]))]


def main():
    folder = Path(sys.argv[1])
    names = sys.argv[2:]
    lines = []
    with tempfile.TemporaryDirectory() as tmp:
        for film in FILMS:
            if not names or film.name in names:
                try:
                    make(film, folder, Path(tmp))
                except subprocess.CalledProcessError as e:
                    print(film.name, e, file=sys.stderr)
                    continue
            lines += ["\t".join(map(str, line)) for line in record(film, folder, Path(tmp))]
    with gzip.GzipFile(folder / "recordings.txt.gz", "wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())


main()
