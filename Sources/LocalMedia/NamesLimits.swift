/// The bounds of what is read from file and folder names.
package enum NamesLimits {
    /// Levels of folders below the library root. What lies deeper is reported and not read.
    package static let folderDepthMax = 32
    /// Bytes of one file or folder name; file systems allow 255 bytes or 255 UTF-16 units.
    package static let nameBytesMax = 1024

    /// The first year that is believed to be a film's.
    package static let yearMin = 1880
    /// Years after the current one in which announced films may lie.
    package static let yearsAhead = 2
    /// The last year that has four digits.
    package static let yearMax = 9999

    /// How far the last episode of a range may lie behind the first: "S02E09-791" is an episode and a title.
    package static let episodeRangeMax = 12
    /// Episodes of one file that are listed one by one, as in "S01E01E02E03".
    package static let episodesPerFileMax = 40

    /// Digits of a season, an episode or an absolute number.
    package static let numberDigitsMax = 4

    /// Characters of an edition in a name, which is the limit of those who write such tags.
    package static let editionCharactersMax = 32
    /// Numbers of backdrops that may be missing in a row before the counting ends.
    package static let backdropGapsMax = 3
    /// Files of a folder that are looked at to learn which series the folder belongs to.
    package static let filesSampledPerFolder = 4

    /// The years that are believed to be a film's in the calendar year `currentYear`.
    static func years(until currentYear: Int) -> ClosedRange<Int> {
        yearMin...(min(max(currentYear, yearMin), yearMax - yearsAhead) + yearsAhead)
    }
}
