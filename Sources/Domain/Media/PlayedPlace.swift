/// Where a player is in a film or an episode, over all files of the version that it plays.
package struct PlayedPlace: Hashable, Sendable {
    /// Whole seconds from the beginning of the first file.
    package let seconds: Int
    /// Of all files together; nil while that of one is unknown.
    package let length: Int?
    /// Where the credits begin; nil where nobody knows.
    package let creditsFrom: Int?
}

extension Video {
    /// A file of the title; nil for any other.
    package func file(_ id: MediaFileID?) -> VideoFile? { files.first { $0.file.id == id } }

    /// The files of the version that a file belongs to, in order; those of the default version for any other file.
    package func version(of file: MediaFileID?) -> [VideoFile] {
        guard let number = self.file(file)?.version else { return standardFiles }
        return files.filter { $0.version == number }
    }

    /// Where a player is that plays a file and is so many seconds from the beginning of the film.
    package func place(at seconds: Int, of file: MediaFileID?) -> PlayedPlace {
        let parts = version(of: file)
        return PlayedPlace(seconds: seconds, length: parts.lengthSeconds, creditsFrom: parts.creditsFrom)
    }

    /// Where a player is that is so many seconds from the beginning of a file of the film.
    package func place(at seconds: Int, inside file: MediaFileID?) -> PlayedPlace {
        let parts = version(of: file)
        let former = parts.prefix { $0.file.id != file }
        let begin = former.count == parts.count ? 0 : former.knownSeconds
        return place(at: begin + seconds, of: file)
    }

    /// The file of the version of `file` in which a moment of the film lies, and where that file begins. Without the
    /// lengths of the files before it, it is the last one whose beginning is known.
    package func part(at seconds: Int, of file: MediaFileID? = nil) -> (file: VideoFile, begin: Int)? {
        let parts = version(of: file)
        var begin = 0
        for (number, part) in parts.enumerated() {
            let length = part.file.probe.durationMilliseconds.map { Int($0 / 1000) }
            guard let length, length > 0, seconds >= begin + length, number + 1 < parts.count else {
                return (part, begin)
            }
            begin += length
        }
        return nil
    }
}

extension Collection<VideoFile> {
    /// Of all files together, in whole seconds; nil while that of one is unknown, and for none.
    package var lengthSeconds: Int? {
        let lengths = map(\.file.probe.durationMilliseconds)
        guard !lengths.isEmpty, lengths.allSatisfy({ $0 != nil }) else { return nil }
        let seconds = Int(lengths.compactMap(\.self).reduce(0, +) / 1000)
        return seconds > 0 ? seconds : nil
    }

    /// Of those files whose length is known, each in whole seconds: a player that changes from one to the next loses
    /// the rest.
    package var knownSeconds: Int { reduce(0) { $0 + Int(($1.file.probe.durationMilliseconds ?? 0) / 1000) } }
}

extension [VideoFile] {
    /// Where the credits of the last file begin, from the beginning of the first one.
    fileprivate var creditsFrom: Int? {
        guard let credits = last?.file.probe.details.credits, dropLast().allSatisfy({ $0.file.hasLength }) else {
            return nil
        }
        return credits.startSeconds > 0 ? dropLast().knownSeconds + credits.startSeconds : nil
    }
}

extension MediaFile {
    fileprivate var hasLength: Bool { (probe.durationMilliseconds ?? 0) > 0 }
}
