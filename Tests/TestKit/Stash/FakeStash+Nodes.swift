import Domain

extension FakeStash {
    func node(_ scene: FakeStashScene) -> GraphQLNode {
        let fault = rowFaults[.scene]?[scene.id]
        let relations = (
            studio: scene.studio.flatMap { archive.name(.studio, $0) }.map { node($0, .studio) } ?? .null,
            tags: scene.tags.compactMap { archive.name(.tag, $0) }.map { node($0, .tag) },
            performers: scene.performers.compactMap { archive.name(.performer, $0) }.map { node($0, .performer) }
        )
        return .object { field in
            if let node = try Self.broken(field, fault, carried: "tags") { return node }
            return switch field {
            case "id": .text(String(scene.id))
            case "title": .text(scene.title)
            case "code": .text(scene.code)
            case "details": .text(scene.details)
            case "director": .text(scene.director)
            case "date": .text(scene.date)
            case "urls": .texts(scene.urls)
            case "rating100": .int(scene.rating100)
            case "organized": .flag(scene.isOrganized)
            case "created_at": .text(scene.createdAt)
            case "updated_at": .text(scene.updatedAt)
            case "files": .list(scene.files.map(Self.node))
            case "studio": relations.studio
            case "tags": .list(relations.tags)
            case "performers": .list(relations.performers)
            default: .null
            }
        }
    }

    func node(_ name: FakeStashName, _ kind: ArchiveKind) -> GraphQLNode {
        let fault = rowFaults[kind]?[name.id]
        let scenes = archive.scenes
        return .object { field in
            if let node = try Self.broken(field, fault, carried: kind == .performer ? "alias_list" : "aliases") {
                return node
            }
            return switch field {
            case "id": .text(String(name.id))
            case "name": .text(name.name)
            case "disambiguation": .text(name.disambiguation)
            case "aliases", "alias_list": .texts(name.aliases)
            case "details", "description": .text(name.details)
            case "ignore_auto_tag": .flag(name.ignoresAutoTag)
            case "scene_count": .int(scenes.count { $0.carries(kind, name.id) })
            case "created_at": .text(name.createdAt)
            case "updated_at": .text(name.updatedAt)
            default: .null
            }
        }
    }

    private static func broken(_ field: String, _ fault: RowFault?, carried: String) throws -> GraphQLNode? {
        switch fault {
        case .error where field == carried: throw GraphQLFault("sql: Scan error on column \(field)")
        case .partial(field): throw GraphQLFault("sql: no rows in result set")
        case .noID where field == "id": return .text("")
        case .noMoment where field == "updated_at": return .text("")
        default: return nil
        }
    }

    private static func node(_ file: FakeStashFile) -> GraphQLNode {
        .object { field in
            switch field {
            case "path": .text(file.path)
            case "size": .int(Int(file.size))
            case "duration": .number(file.duration)
            case "width": .int(file.width)
            case "height": .int(file.height)
            case "frame_rate": .number(file.frameRate)
            case "bit_rate": .int(file.bitRate)
            case "format": .text(file.format)
            case "video_codec": .text(file.videoCodec)
            case "audio_codec": .text(file.audioCodec)
            case "fingerprints":
                .list(file.fingerprints.map { print in .object { .text($0 == "type" ? print.0 : print.1) } })
            default: .null
            }
        }
    }
}

extension FakeStashScene {
    fileprivate func carries(_ kind: ArchiveKind, _ id: Int) -> Bool {
        switch kind {
        case .studio: studio == id
        case .tag: tags.contains(id)
        case .performer: performers.contains(id)
        case .scene: false
        }
    }
}
