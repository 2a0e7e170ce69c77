"""A household with films of its own: one of each kind of file that a browser meets, made by ffmpeg."""

import subprocess

from household import EMAIL, PASSWORD, Household

SECONDS = 150
SUBTITLE = """1
00:00:01,000 --> 00:00:20,000
<i>Good evening</i> & welcome

2
00:01:00,000 --> 00:02:20,000
The second half
"""
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50"]
FILES = {
    "films/Direct Film (2001)/Direct Film (2001).mp4": H264 + ["-c:a", "aac", "-movflags", "+faststart"],
    "films/Other Box (2002)/Other Box (2002).mkv": H264 + ["-c:a", "ac3"],
    "films/Old Disc (2003)/Old Disc (2003).avi": ["-c:v", "mpeg4", "-vtag", "XVID", "-q:v", "8", "-c:a", "libmp3lame"],
    "films/Two Reels (2004)/Two Reels (2004) - part1.mp4": H264 + ["-c:a", "aac", "-t", "40"],
    "films/Two Reels (2004)/Two Reels (2004) - part2.mp4": H264 + ["-c:a", "aac", "-t", "40"],
    "shows/Night Train/Season 01/Night Train S01E01.mp4": H264 + ["-c:a", "aac"],
    "shows/Night Train/Season 01/Night Train S01E02.mp4": H264 + ["-c:a", "aac"],
}
NFO = """<?xml version="1.0"?><movie><title>{}</title><year>{}</year><mpaa>UK:{}</mpaa>
<plot>A film with bars and a tone.</plot><director>Ada Quill</director><genre>Drama</genre></movie>"""


class Theatre(Household):
    def __init__(self):
        super().__init__({
            "KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0",
            "KINOTHEK_ADMIN_EMAIL": EMAIL, "KINOTHEK_ADMIN_PASSWORD": PASSWORD,
        })

    def load(self):
        super().load()
        first = None
        for name, codings in FILES.items():
            path = self.folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # The pictures are made once and put into each file anew.
            source = ["-i", str(first)] if first else [
                "-f", "lavfi", "-i", f"testsrc=size=320x180:rate=10:duration={SECONDS}",
                "-f", "lavfi", "-i", f"sine=frequency=330:duration={SECONDS}"]
            subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *source, *codings, str(path)], check=True)
            first = first or path
            if name.startswith("films/") and " - part" not in name:
                title, year = path.stem.rsplit(" ", 1)
                limit = "18" if title == "Old Disc" else "PG"
                path.with_suffix(".nfo").write_text(NFO.format(title, year.strip("()"), limit))
                path.with_suffix(".en.srt").write_text(SUBTITLE)
        self.run("library", "add", "Films", str(self.folder / "media/films"), "--kind", "movies")
        self.run("library", "add", "Shows", str(self.folder / "media/shows"), "--kind", "series")
        self.run("library", "scan")
