import Basics
import Domain

extension SceneFacts {
    /// The facts as both drivers can hold them and give them back. Throws what is wrong for people.
    func storable() throws(ArchiveRefusal) -> SceneFacts {
        try ArchiveRefusal.check(id: upstreamID)
        var facts = self
        facts.title = Folding.storable(title)
        facts.details = details.map(Folding.storable)
        facts.date = date.map(Folding.storable)
        facts.code = code.map(Folding.storable)
        facts.director = director.map(Folding.storable)
        facts.urls = urls.map(Folding.storable)
        facts.files = files.map(\.storable)
        facts.studio = try studio.map { name throws(ArchiveRefusal) in try name.storable() }
        facts.performers = try Self.storable(performers)
        facts.tags = try Self.storable(tags)
        facts.updatedAt = Folding.storable(updatedAt)
        return facts
    }

    /// Each once, in the order in which they are read.
    private static func storable(_ names: [ArchiveName]) throws(ArchiveRefusal) -> [ArchiveName] {
        var seen: Set<String> = []
        var storable: [(key: String, name: ArchiveName)] = []
        for name in names where seen.insert(name.id).inserted {
            storable.append((ArchiveKeys.name(name.name), try name.storable()))
        }
        return storable.sorted { ($0.key, $0.name.id) < ($1.key, $1.name.id) }.map(\.name)
    }

    /// Tells whether the archive says something else than before. The names of what a scene carries are no part of it,
    /// nor is the moment of the last change.
    var digest: String {
        var digest = StableDigest()
        // Raised when more is stored, so that everything is taken over again.
        digest.add("1")
        let texts = [
            title, details, date, code, director, rating100.map(String.init), studio?.id,
            isOrganized ? "organized" : nil, String(createdAt.milliseconds),
        ]
        for text in texts { digest.add(text.map { "+" + $0 } ?? "-") }
        for list in [urls, performers.map(\.id).sorted(), tags.map(\.id).sorted()] {
            digest.add(String(list.count))
            for text in list { digest.add(text) }
        }
        digest.add(String(files.count))
        for file in files { file.add(to: &digest) }
        return digest.hex
    }
}

extension SceneFile {
    fileprivate var storable: SceneFile {
        var file = SceneFile(path: Folding.storable(path))
        file.size = size
        file.duration = duration.flatMap { $0.isFinite ? $0 : nil }
        file.width = width
        file.height = height
        file.frameRate = frameRate.flatMap { $0.isFinite ? $0 : nil }
        file.bitRate = bitRate
        file.format = format.map(Folding.storable)
        file.videoCodec = videoCodec.map(Folding.storable)
        file.audioCodec = audioCodec.map(Folding.storable)
        for (type, value) in fingerprints { file.fingerprints[Folding.storable(type)] = Folding.storable(value) }
        return file
    }

    fileprivate func add(to digest: inout StableDigest) {
        let texts = [
            path, size.map { String($0) }, duration.map { "\($0)" }, width.map(String.init), height.map(String.init),
            frameRate.map { "\($0)" }, bitRate.map { String($0) }, format, videoCodec, audioCodec,
        ]
        for text in texts { digest.add(text.map { "+" + $0 } ?? "-") }
        digest.add(String(fingerprints.count))
        for (type, value) in fingerprints.sorted(by: { $0.key < $1.key }) {
            digest.add(type)
            digest.add(value)
        }
    }
}

extension ArchiveName {
    fileprivate func storable() throws(ArchiveRefusal) -> ArchiveName {
        try ArchiveRefusal.check(id: id)
        return ArchiveName(id: id, name: try ArchiveRefusal.checked(name: name))
    }
}

extension ArchiveEntityFacts {
    /// The facts as both drivers can hold them and give them back. Throws what is wrong for people.
    func storable() throws(ArchiveRefusal) -> ArchiveEntityFacts {
        try ArchiveRefusal.check(id: upstreamID)
        guard kind != .scene else { throw ArchiveRefusal(words: "a scene is no name") }
        var facts = self
        facts.name = try ArchiveRefusal.checked(name: name)
        facts.disambiguation = disambiguation.map(Folding.storable)
        facts.aliases = aliases.map(Folding.storable)
        facts.details = details.map(Folding.storable)
        facts.updatedAt = updatedAt.map(Folding.storable)
        return facts
    }

    /// Tells whether the archive says something else than before.
    var digest: String {
        var digest = StableDigest()
        digest.add("1")
        for text in [name, disambiguation, details, ignoresAutoTag ? "ignored" : nil] {
            digest.add(text.map { "+" + $0 } ?? "-")
        }
        for alias in aliases { digest.add(alias) }
        return digest.hex
    }
}

/// Why a row of the archive cannot be stored, for people.
struct ArchiveRefusal: Error {
    let words: String

    /// Ids are compared as they are, so nothing of one is changed.
    static func check(id: String) throws(ArchiveRefusal) {
        guard !id.isEmpty, id.count <= DomainLimits.archiveIDCharactersMax,
            id.utf8.count <= StorageLimits.keyBytesMax, !id.utf8.contains(0)
        else { throw ArchiveRefusal(words: "the id is empty, too long or no text") }
    }

    static func checked(name: String) throws(ArchiveRefusal) -> String {
        let name = Folding.storable(name)
        guard !Folding.tidied(name).isEmpty else { throw ArchiveRefusal(words: "a name is blank") }
        return name
    }
}
