import Testing

@testable import LocalMedia

/// Kinds of files, and names that are left out.
@Suite("Kinds of files and folders")
struct MediaKindsTests {
    @Test(arguments: [
        (
            MediaKind.video,
            """
            mkv mk3d webm mp4 m4v mov avi divx mpg mpeg m2v ts m2ts mts vob wmv asf flv f4v ogv ogm 3gp rmvb wtv dvr-ms
            mxf MKV Mp4
            """
        ),
        (.discImage, "iso img ISO"), (.pointer, "strm"), (.subtitle, "srt vtt ass ssa sub smi sami sup mks"),
        (.subtitleIndex, "idx"), (.image, "jpg jpeg png webp gif tbn avif JPG"), (.metadata, "nfo NFO"),
        (.audio, "mp3 flac"), (.other, "txt exe zip mkv2 ifo bdmv"),
    ])
    func endingsTellTheKind(_ kind: MediaKind, _ endings: String) {
        for ending in endings.split(whereSeparator: \.isWhitespace) {
            #expect(MediaKinds.kind(of: "Some Name.\(ending)") == kind, "\(ending)")
        }
    }

    @Test func namesTellTheIndexOfADisc() {
        #expect(MediaKinds.kind(of: "Film/VIDEO_TS/VIDEO_TS.IFO") == .discIndex)
        #expect(MediaKinds.kind(of: "Film/BDMV/index.bdmv") == .discIndex)
        #expect(MediaKinds.kind(of: "Film/BDMV/MovieObject.bdmv") == .other)
        #expect(MediaKinds.kind(of: "Film/VIDEO_TS/VTS_01_0.IFO") == .other)
    }

    @Test(arguments: ["", ".", "mkv", ".mkv", "a.", "a.mkv/b", "a/mkv"])
    func namesWithoutAnEndingAreOther(_ name: String) {
        #expect(MediaKinds.kind(of: name) == .other)
    }

    @Test(arguments: [
        ".DS_Store", "._Film.mkv", ".hidden", "Thumbs.db", "thumbs.DB", "desktop.ini", "a.part", "a.mkv.!qB",
        "a.crdownload", "a.tmp", "sample.mkv", "Sample.avi", "Film-sample.mkv", "film.SAMPLE.mkv", "Film-Sample.srt",
    ])
    func filesAreLeftOut(_ name: String) {
        #expect(SkippedNames.isSkippedFile(name))
    }

    @Test(arguments: [
        "Film.mkv", "sampler.mkv", "Free Sample.mkv", "Film_sample.mkv", "a.db", "partial.mkv", "part.mkv", "a.ini",
    ])
    func filesAreKept(_ name: String) {
        #expect(!SkippedNames.isSkippedFile(name))
    }

    @Test(arguments: [
        "@eaDir", "#recycle", "@Recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found", ".snapshot",
        ".snapshots", ".git", "extrathumbs", "Film.trickplay", "TempRec", "TempSBE", "Sample", "SAMPLE",
    ])
    func foldersAreLeftOut(_ name: String) {
        #expect(SkippedNames.isSkippedFolder(name))
    }

    @Test func someFoldersAreReadInPart() {
        for name in [".actors", "extrafanart", "metadata", "ExtraFanart"] {
            #expect(SkippedNames.use(ofFolder: name) == .artwork)
            #expect(!SkippedNames.isSkippedFolder(name))
        }
        for name in ["Subs", "subtitles"] { #expect(SkippedNames.use(ofFolder: name) == .subtitles) }
        for name in ["Film (2010)", "samples", "Season 1", "trickplay"] {
            #expect(SkippedNames.use(ofFolder: name) == .everything)
        }
    }

    @Test func markersAreKnown() {
        #expect(SkippedNames.isIgnoreMarker(".ignore"))
        #expect(SkippedNames.isIgnoreMarker(".nomedia"))
        #expect(!SkippedNames.isIgnoreMarker("ignore"))
        #expect(!SkippedNames.isIgnoreMarker(".nomedia.txt"))
    }
}
