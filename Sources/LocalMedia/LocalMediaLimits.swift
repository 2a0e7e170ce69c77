/// The bounds of reading what lies in a media folder.
package enum LocalMediaLimits {}

/// The bounds of reading a Kodi .nfo file.
extension LocalMediaLimits {
    package static let nfoCertificateCharactersMax = 500
    package static let nfoCertificatesMax = 100
    /// A larger file is refused; a series with a thousand actors needs a few hundred kilobytes.
    package static let nfoBytesMax = 4 << 20
    /// Real files nest four deep.
    package static let nfoDepthMax = 32
    package static let nfoElementsMax = 100_000
    /// Attributes of one element.
    package static let nfoAttributesMax = 32
    /// A name of an element or an attribute, or an unclosed quote, ends here at the latest.
    package static let nfoAttributeBytesMax = 8192
    /// Roots in one file: the episodes of a multi-episode file.
    package static let nfoEntriesMax = 500
    /// Bytes of one element's text; what is longer is cut before anything else is done with it.
    package static let nfoTextBytesMax = 1 << 17
    /// Bytes before and behind the XML that are searched for links.
    package static let nfoLooseBytesMax = 1 << 18
    package static let nfoTitleCharactersMax = 500
    /// Plot, outline and tagline.
    package static let nfoPlotCharactersMax = 20_000
    /// A name, a genre or another short value.
    package static let nfoShortCharactersMax = 300
    /// An id of a kind that we do not know the form of.
    package static let nfoIdentifierCharactersMax = 100
    /// Genres, actors, pictures and so on, each.
    package static let nfoListEntriesMax = 1000
    package static let nfoURLBytesMax = 2048
    /// Years up to 1850 stand for "unknown" in files written by other programs.
    package static let nfoYearRange = 1851...2200
    package static let nfoRuntimeMinutesRange = 1...100_000
    package static let nfoSeasonRange = 0...9999
    package static let nfoEpisodeRange = 0...99_999
    package static let nfoVotesRange = 0...Int(Int32.max)
    package static let nfoPlayCountRange = 0...1_000_000
    /// Resume points, up to a thousand hours.
    package static let nfoResumeSecondsMax = 3_600_000.0
}

/// The bounds of asking ffprobe about a file and reading what it says.
extension LocalMediaLimits {
    package static let probeTimeoutSeconds = 60
    package static let probeOutputBytesMax = 16 << 20
    /// Streams that are read; a transport stream with many programmes may hold more.
    package static let probeStreamsMax = 500
    package static let probeChaptersMax = 5000
    /// Characters of a title, a codec or another name.
    package static let probeTextCharactersMax = 300
    /// A thousand hours; more is a broken header.
    package static let probeDurationMillisecondsMax: Int64 = 3_600_000_000
    /// Width and height of a picture in pixels.
    package static let probeSideRange = 1...65_535
    package static let probeChannelsRange = 1...256
    package static let probeStreamIndexRange = 0...100_000
    /// BCP 47 asks programs to bear tags of up to 35 characters.
    package static let languageTagCharactersMax = 35
}

/// The bounds of intro and credits markers.
extension LocalMediaLimits {
    /// An intro that is shorter is a logo, a longer one is part of the story.
    package static let introSecondsRange = 5...240
    /// Credits start in the last two fifths of a file...
    package static let creditsTailShare = 0.4
    /// ...or in its last quarter of an hour.
    package static let creditsTailSeconds = 900
    /// Credits that end so shortly before the end of the file end with it.
    package static let creditsEndToleranceSeconds = 1
    package static let edlBytesMax = 1 << 20
    package static let edlLinesMax = 10_000
    /// More commercial breaks than this in one list are commercial breaks indeed, not an intro and credits.
    package static let edlBreaksAsMarkersMax = 2
}
