/// The bounds of playing: tickets, slots, subtitles and files.
package enum StreamingLimits {
    /// How long a signed address works: 24 hours.
    package static let ticketSeconds = 86_400.0
    /// Bytes of a ticket's code, the first half of an HMAC-SHA-256 (RFC 2104 section 5 allows to cut it there).
    package static let ticketCodeBytes = 16
    package static let ticketCharactersMax = 200

    /// Playbacks of one account at the same time, unless the account or the setting says otherwise.
    package static let playbacksDefault = 3
    /// A playback is over so long after its last sign of life.
    package static let playbackSeconds = 60.0
    /// Bytes that leave keep a playback alive at most this often.
    package static let touchSeconds = 5.0
    /// Streams that are under way notice within so long that their playback is over.
    package static let overSeconds = 600.0

    /// The list of files of an app package that is larger is refused; real ones have about a megabyte.
    package static let zipDirectoryBytesMax = 64 << 20
    /// How much of that list is read at once.
    package static let zipReadBytes = 64 << 10
    /// Characters of the name under which an app package is kept.
    package static let apkNameCharactersMax = 120
    /// The highest number that is tried to make such a name unique.
    package static let apkNameNumberMax = 9999
    /// Releases of a channel that stay reachable.
    package static let releasesKept = 5
    package static let versionNameCharactersMax = 50
    package static let changelogCharactersMax = 4000
    package static let changelogItemsMax = 50
    /// Bytes of a file that are hashed at a time.
    package static let hashBytes = 1 << 20

    /// To take subtitles out of a file it has to be read to its end: so long, and for each GiB so much longer, that a
    /// share with 10 MB a second is not too slow.
    package static let extractionSecondsBase = 120.0
    package static let extractionSecondsPerGiB = 120.0
    /// Never longer than that, whatever a file says of its size: six hours.
    package static let extractionSecondsMax = 21_600.0
    /// Files out of which subtitles are taken at the same time; each keeps a disk busy.
    package static let extractionsAtOnceMax = 2
    package static let extractionNiceness = 10
    /// Subtitles that were taken out of files, all together: 512 MiB.
    package static let subtitleCacheBytesMax: Int64 = 512 << 20
    package static let pictureBytesMax = 20 << 20
    package static let scalingSecondsMax = 20.0
    /// Pictures that are scaled at the same time.
    package static let scalingsAtOnceMax = 2
    /// Pictures that may wait for that; beyond it the original goes out.
    package static let scalingLineMax = 64
    /// How long an original may be kept that went out in place of a scaled picture.
    package static let standInSeconds = 60
    /// Scaled pictures, all together: 1 GiB.
    package static let pictureCacheBytesMax: Int64 = 1 << 30
    /// A folder of such copies is looked through at most so often.
    package static let sweepSeconds = 3600.0
    /// Files that may lie in such a folder, and files that are looked at in one go.
    package static let copyFilesMax = 100_000
    package static let sweptFilesMax = 200_000

    /// Sessions whose last sign of life is remembered, unless more play at once.
    package static let pulsesMax = 10_000

    /// How old an answer to "is the file there" may be.
    package static let presenceSeconds = 5.0
    /// Files of which the answer is remembered.
    package static let presenceEntriesMax = 20_000

    /// A larger subtitle file is refused; a long film with every line spoken twice stays below one megabyte.
    package static let subtitleBytesMax = 50_000_000
    /// Cues behind this many are left out; real files have about two thousand.
    package static let subtitleCuesMax = 200_000
    /// Unicode scalars of one cue's text; what follows is cut off.
    package static let subtitleTextCharactersMax = 10_000
    /// Times beyond 9,999 hours are taken for damage.
    package static let subtitleMillisecondsMax = 9_999 * 3_600_000
    /// How long a cue without an end is shown, unless the next one starts before.
    package static let subtitleOpenMilliseconds = 4_000
    /// A tag in cue text that is longer than this many bytes is taken for text.
    package static let subtitleTagBytesMax = 1_000
    /// A character reference, from `&` to `;`, has at most so many bytes: `&#1114111;`.
    package static let subtitleReferenceBytesMax = 10
    /// Digits of one part of a time: hours, minutes or seconds.
    package static let subtitleTimeDigitsMax = 5
    /// Digits of a frame number; the longest films have seven.
    package static let subtitleFrameDigitsMax = 8
    /// Bytes of a frame rate, such as `23.976`; anything longer is text.
    package static let subtitleFrameRateBytesMax = 12
    /// Lines from the top, or percent of the picture's height, up to which WebVTT cues count as being at the top.
    package static let subtitleTopLinesMax = 4
    package static let subtitleTopPercentMax = 40
    /// Frames per second of a MicroDVD file that does not say: what films on discs mostly have.
    package static let subtitleFramesPerSecond = 24_000.0 / 1_001.0
    /// Frame rates outside of this range are taken for text.
    package static let subtitleFramesPerSecondRange = 1.0...1_000.0
    /// Bytes with foreign letters that are looked at to find out the encoding of a text.
    package static let encodingSampleBytes = 16_384
    /// Bytes that are looked at to find UTF-16 without a mark.
    package static let wideSampleBytes = 8_192
    /// Bytes of output that are converted at a time.
    package static let conversionChunkBytes = 65_536

    /// Ranges of one request; whoever asks for more gets the whole file.
    package static let rangesMax = 16
    /// Entity tags of one `If-Match` or `If-None-Match` header that are looked at.
    package static let entityTagsMax = 64
    /// How often a package is moved to a name that another one took at the same moment.
    package static let apkMoveTriesMax = 10
    /// Characters of a film's name in its address.
    package static let addressNameCharactersMax = 80
}
