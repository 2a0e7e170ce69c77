@testable import LocalMedia

/// Trees put together from pieces that mean something to the rules.
enum RandomTrees {
    private static let folders = [
        "Film (2010)", "Film", "film (2010)", "Show", "Show (2010) {tvdb-7}", "Season 1", "Season 02", "S03", "1",
        "2017", "Specials", "Extras", "Trailers", "Featurettes", "Shorts", "VIDEO_TS", "BDMV", "STREAM", "CD1", "CD2",
        "Disc 1", "Subs", "Subtitles", "metadata", "extrafanart", ".actors", "@eaDir", "Sample", "Show - Season 2",
        "Show.S01.1080p-GRP", "Сезон 2", "第2季", "Amélie (2001)", "Ame\u{301}lie (2001)", "Action", "Show S01E01",
    ]
    private static let starts = [
        "Film", "Film (2010)", "Film.2010", "film (2010)", "Show", "Show (2010)", "[Grp] Show", "Show - Part 2", "",
        "七人の侍 (1954)", "Amélie (2001)", "Ame\u{301}lie (2001)", "2012", "1917.2019", "VIDEO_TS", "VTS_01_1",
        "index", "tvshow", "movie", "season", "poster", "fanart", "fanart-2", "season01-poster", "folder", "theme",
        "trailer", "sample", ".hidden",
    ]
    private static let middles = [
        "", "", "", " - 1080p", " - 2160p", ".1080p.BluRay.x264-GRP", " {edition-Final Cut}", " [tmdbid-5]",
        " tt0106145", "-cd1", "-cd2", " part a", " part b", " part 3", " - S01E01", " - S01E02-E03", ".1x02", " - 05",
        " 102", " 2017-04-20", " Episode 3", "[21]", "-trailer", " trailer", "-behindthescenes", "-sample", ".en",
        ".en.forced", ".hi", "-thumb", "-poster", " 3D HSBS", " - S1E", " S01E01E", " (", ")", " - ", " -", ".", "..",
    ]
    private static let endings = [
        "mkv", "mkv", "mp4", "avi", "iso", "IFO", "bdmv", "VOB", "m2ts", "srt", "sub", "idx", "nfo", "jpg", "png",
        "strm",
        "mp3", "txt", "part", "mk3d",
    ]

    static func files(seed: UInt64) -> [ListedFile] {
        var numbers = SeededNumbers(seed: seed)
        return (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
            let depth = Int.random(in: 0...4, using: &numbers)
            var parts = (0..<depth).map { _ in pick(folders, &numbers) }
            let count = Int.random(in: 0...2, using: &numbers)
            let middle = (0..<count).map { _ in pick(middles, &numbers) }.joined()
            let isMarker = Int.random(in: 0..<80, using: &numbers) == 0
            let name = pick(starts, &numbers) + middle + "." + pick(endings, &numbers)
            parts.append(isMarker ? ".ignore" : name)
            let size = Int64.random(in: 0..<20, using: &numbers)
            return ListedFile(path: parts.joined(separator: "/"), sizeBytes: size)
        }
    }

    /// A name of pieces and single signs, which makes no sense.
    static func garbage(_ numbers: inout SeededNumbers) -> String {
        let signs = Array("()[]{}-_. sSeExX0123456789v+&#–第季話期集年「」【】éß\u{301}٣😀")
        return (0..<Int.random(in: 0...24, using: &numbers)).map { _ in
            switch Int.random(in: 0..<6, using: &numbers) {
            case 0: pick(starts, &numbers)
            case 1: pick(middles, &numbers)
            default: String(signs[Int.random(in: 0..<signs.count, using: &numbers)])
            }
        }.joined()
    }

    private static func pick(_ list: [String], _ numbers: inout SeededNumbers) -> String {
        list[Int.random(in: 0..<list.count, using: &numbers)]
    }
}
