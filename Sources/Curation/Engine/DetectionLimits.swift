/// Bounds of what the detectors look at.
package enum DetectionLimits {
    /// Bytes of a title, a file's name or a directory's; what is behind is not looked at.
    static let textBytesMax = 1_024
    /// Directories of a path, the nearest to the file first.
    static let directoriesMax = 16
    /// Words of a name or alias; longer ones are no names.
    static let nameWordsMax = 12
    static let nameBytesMax = 255
    static let aliasesMax = 100
    /// Letters of each word of a name that is found although it is misspelt.
    static let misspeltLettersMin = 4
    static let misspeltLettersMax = 24
    /// Bytes of details that are searched for markup, and of one element's tag.
    static let detailsBytesMax = 100_000
    static let markupBytesMax = 2_000
    static let referenceBytesMax = 12
    /// Characters of a piece of text that a reason quotes.
    static let quotedCharactersMax = 80
}

/// How sure the detectors are, 0–1.
package enum DetectionConfidence {
    static let studioDirectory = 0.95
    static let patternInFile = 0.90
    static let patternInDirectory = 0.85
    static let studioInFile = 0.85
    static let studioInDirectory = 0.75
    static let performerName = 1.00
    static let performerAlias = 0.95
    static let misspeltPerformer = 0.80
    static let lastName = 0.60
    static let firstName = 0.50
    static let picture = 0.95
    static let frameRate = 0.95
    static let length = 0.90
    static let tagWords = 0.75
    static let cleanedDetails = 1.00
}
