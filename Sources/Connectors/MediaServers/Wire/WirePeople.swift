import Domain

/// The people of a title as both servers write them.
enum WirePeople {
    /// In the server's order, bounded: large casts have hundreds.
    static func people(_ node: JSONNode) -> [MediaServerPerson] {
        var (actors, others) = (0, 0)
        return node.list.compactMap { entry in
            guard let name = entry["Name"].text else { return nil }
            let part = part(entry["Type"].text)
            if part == .actor || part == .guest {
                guard actors < ConnectorsLimits.mediaServerActorsMax else { return nil }
                actors += 1
            } else {
                guard others < ConnectorsLimits.mediaServerCrewMax else { return nil }
                others += 1
            }
            var person = MediaServerPerson(name: name, part: part)
            person.role = entry["Role"].text
            person.id = entry["Id"].id
            person.imageTag = entry["PrimaryImageTag"].text
            return person
        }
    }

    private static func part(_ type: String?) -> MediaServerPerson.Part {
        switch type {
        case "Actor": .actor
        case "GuestStar": .guest
        case "Director": .director
        case "Writer": .writer
        case "Creator": .creator
        default: .other
        }
    }
}

/// The files of a title as both servers write them.
enum WireCopy {
    static func copies(of node: JSONNode) -> [MediaServerCopy] {
        node["MediaSources"].list.prefix(ConnectorsLimits.mediaServerCopiesMax).compactMap { source in
            guard let id = source["Id"].text else { return nil }
            var copy = MediaServerCopy(id: id)
            copy.path = source["Path"].text
            copy.container = source["Container"].text
            copy.sizeBytes = source["Size"].wholeNumber.flatMap { $0 > 0 ? $0 : nil }
            copy.runtimeMilliseconds = source["RunTimeTicks"].ticksAsMilliseconds
            addStreams(source["MediaStreams"].list, to: &copy)
            return copy
        }
    }

    private static func addStreams(_ streams: [JSONNode], to copy: inout MediaServerCopy) {
        for stream in streams {
            switch stream["Type"].text {
            case "Video" where copy.videoCodec == nil:
                copy.videoCodec = stream["Codec"].text
                copy.width = stream["Width"].positiveInt
                copy.height = stream["Height"].positiveInt
            case "Audio":
                guard let language = stream["Language"].text, !copy.audioLanguages.contains(language),
                    copy.audioLanguages.count < ConnectorsLimits.mediaServerNamesMax
                else { continue }
                copy.audioLanguages.append(language)
            default: continue
            }
        }
    }
}
