/// The words by which releases describe themselves.
///
/// Words that are also words of titles have less strength: "Charlotte's Web" and "Uncut Gems" are films.
enum ReleaseTable {
    enum Strength: UInt8 {
        case none
        /// A word of a release only when one that is certain follows.
        case weak
        /// The name of an edition: at the end of a name, too.
        case edition
        case certain
    }

    private static let certain = """
        480i 480p 540p 576i 576p 720i 720p 1080i 1080p 1440p 2160p 4320p 4k 8k uhd
        hdr hdr10 hdr10plus dovi sdr 10bit 8bit 12bit hi10p hi10
        hsbs htab fsbs ftab mvc
        bluray brrip bdrip bdremux remux webdl webrip webhd hdtv pdtv sdtv hdtvrip tvrip satrip dsrip
        dvdrip dvdscr dvdr dvd5 dvd9 bd25 bd50 hddvd hdrip hdcam hdts hdtc telesync telecine workprint
        x264 x265 h264 h265 hevc avc av1 xvid divx vc1 vp9 mpeg2
        aac ac3 eac3 dts dtshd dtsx truehd atmos flac lpcm ddp ddp2 ddp5 ddp7 ddpa5 dd2 dd5 dd7 aac2 aac5 dts5 dts7
        repack rerip readnfo nfofix vostfr truefrench subfrench amzn dsnp atvp pcok hmax
        """

    private static let edition = "extended uncut unrated remastered remaster theatrical"

    private static let weak = """
        web cam ts tc dv r5 dvd 3d sbs tab ou hou half multi dual dubbed dub subbed proper internal limited opus
        complete imax hybrid criterion retail dl ml pal ntsc bd nf v2 v3 v4
        english german deutsch french francais italian spanish espanol castellano latino russian japanese korean
        chinese mandarin cantonese dutch flemish polish danish swedish norwegian finnish nordic icelandic hindi
        tamil telugu turkish portuguese brazilian czech hungarian romanian greek hebrew arabic thai vietnamese
        ukrainian eng ger deu fra fre ita spa rus jpn kor vff vfq vf2 vof vfi
        """

    /// Two words that are one, with what stands between them left out.
    private static let pairs = """
        webdl webrip bluray h264 h265 x264 x265 dtshd dtsx 8bit 10bit 12bit bdrip dvdrip dvdscr truehd hdrip 51 71 20 21
        """

    static let words: [ShortWord: Strength] = {
        var words: [ShortWord: Strength] = [:]
        for (list, strength) in [(weak, Strength.weak), (edition, .edition), (certain, .certain)] {
            for word in ShortWord.set(list) { words[word] = strength }
        }
        return words
    }()

    static let joined = ShortWord.set(pairs)

    /// Words that make a label of what stands in front of them: "Final Cut".
    static let editionNouns = ShortWord.set("cut edition version")

    static let layouts3D = ShortWord.set("hsbs sbs fsbs htab tab ftab mvc hou ou")

    /// Lines of a picture, by the word that states them.
    static let heights: [ShortWord: (lines: Int, label: String)] = {
        var heights: [ShortWord: (lines: Int, label: String)] = [:]
        for word in "480i 480p 540p 576i 576p 720i 720p 1080i 1080p 1440p 2160p 4320p".split(separator: " ") {
            if let key = ShortWord(word), let lines = Int(word.dropLast()) { heights[key] = (lines, String(word)) }
        }
        return heights
    }()

    /// Lines of a picture, by words that name a class of pictures; they count when no word states the lines.
    static let classes: [ShortWord: (lines: Int, label: String)] = {
        var classes: [ShortWord: (lines: Int, label: String)] = [:]
        for (word, lines) in [("4k", 2160), ("uhd", 2160), ("8k", 4320)] {
            if let key = ShortWord(word) { classes[key] = (lines, "\(lines)p") }
        }
        return classes
    }()
}
