import Basics
import Domain

/// Rows as Stash writes them. Nil is what cannot be understood: nothing is made up in the place of a missing member.
enum WireStash {
    /// The status in which Stash can be used.
    static let ready = "OK"

    static func probe(_ node: JSONNode) -> ArchiveProbe? {
        guard let version = node["version"]["version"].text, let status = node["systemStatus"]["status"].text,
            node["stats"].isObject
        else { return nil }
        func count(_ member: String) -> Int { node["stats"][member].int ?? 0 }
        return ArchiveProbe(
            version: version.printable(charactersMax: ConnectorsLimits.stashWordsMax),
            status: status.printable(charactersMax: ConnectorsLimits.stashWordsMax), scenes: count("scene_count"),
            performers: count("performer_count"), tags: count("tag_count"), studios: count("studio_count"))
    }

    static func isID(_ text: String) -> Bool {
        (1...ConnectorsLimits.stashIDDigitsMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    static func stamp(_ node: JSONNode) -> ArchiveStamp? {
        guard let id = id(node), let updatedAt = moment(node["updated_at"]) else { return nil }
        return ArchiveStamp(id: id, updatedAt: updatedAt.text)
    }

    static func entity(_ kind: ArchiveKind, _ node: JSONNode) -> ArchiveEntityFacts? {
        guard let named = name(node), let updatedAt = moment(node["updated_at"]) else { return nil }
        var facts = ArchiveEntityFacts(kind, upstreamID: named.id, name: named.name)
        facts.disambiguation = text(node["disambiguation"])
        facts.aliases = texts(node[kind == .performer ? "alias_list" : "aliases"]).sorted()
        facts.details = text(node[kind == .tag ? "description" : "details"])
        facts.ignoresAutoTag = node["ignore_auto_tag"].isTrue
        facts.updatedAt = updatedAt.text
        facts.sceneCount = node["scene_count"].int
        return facts
    }

    static func scene(_ node: JSONNode) -> SceneFacts? {
        guard let id = id(node), let updatedAt = moment(node["updated_at"]),
            let performers = names(node["performers"]), let tags = names(node["tags"]), node["files"].isList
        else { return nil }
        let studio = node["studio"]
        // Old rows can have a creation without a time.
        let createdAt = moment(node["created_at"])?.instant ?? updatedAt.instant
        var facts = SceneFacts(
            upstreamID: id, title: text(node["title"]) ?? "", createdAt: createdAt, updatedAt: updatedAt.text)
        if studio.isObject {
            guard let name = name(studio) else { return nil }
            facts.studio = name
        }
        facts.performers = performers
        facts.tags = tags
        facts.details = text(node["details"])
        facts.date = text(node["date"])
        facts.code = text(node["code"])
        facts.director = text(node["director"])
        facts.urls = texts(node["urls"])
        facts.isOrganized = node["organized"].isTrue
        facts.rating100 = node["rating100"].int.flatMap { (1...100).contains($0) ? $0 : nil }
        facts.files = node["files"].list.prefix(ConnectorsLimits.stashEntriesMax).compactMap(file)
        return facts
    }

    private static func file(_ node: JSONNode) -> SceneFile? {
        guard let path = text(node["path"]) else { return nil }
        var file = SceneFile(path: path)
        file.size = node["size"].wholeNumber
        file.duration = positive(node["duration"])
        file.width = node["width"].positiveInt
        file.height = node["height"].positiveInt
        file.frameRate = positive(node["frame_rate"])
        file.bitRate = node["bit_rate"].wholeNumber.flatMap { $0 > 0 ? $0 : nil }
        file.format = text(node["format"])
        file.videoCodec = text(node["video_codec"])
        file.audioCodec = text(node["audio_codec"])
        for print in node["fingerprints"].list.prefix(ConnectorsLimits.stashEntriesMax) {
            if let type = text(print["type"]), let value = text(print["value"]) { file.fingerprints[type] = value }
        }
        return file
    }

    private static func positive(_ node: JSONNode) -> Double? { node.number.flatMap { $0 > 0 ? $0 : nil } }

    private static func id(_ node: JSONNode) -> String? { node["id"].text.flatMap { isID($0) ? $0 : nil } }

    private static func name(_ node: JSONNode) -> ArchiveName? {
        guard let id = id(node), let name = text(node["name"]) else { return nil }
        return ArchiveName(id: id, name: name)
    }

    /// By name; nil where one cannot be read, as the others would look like all there are.
    private static func names(_ node: JSONNode) -> [ArchiveName]? {
        let nodes = node.list
        let names = nodes.compactMap(name)
        guard node.isList, names.count == nodes.count, names.count <= ConnectorsLimits.stashEntriesMax else {
            return nil
        }
        return names.count < 2
            ? names
            : names.map { ($0.name.lowercased(), $0) }.sorted {
                ($0.0, $0.1.name, $0.1.id) < ($1.0, $1.1.name, $1.1.id)
            }.map(\.1)
    }

    private static func moment(_ node: JSONNode) -> ArchiveWatermark? { node.text.flatMap { ArchiveWatermark($0) } }

    private static func texts(_ node: JSONNode) -> [String] {
        node.list.prefix(ConnectorsLimits.stashEntriesMax).compactMap(text)
    }

    /// Databases refuse the null character.
    private static func text(_ node: JSONNode) -> String? {
        guard let text = node.text else { return nil }
        return text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
    }
}
