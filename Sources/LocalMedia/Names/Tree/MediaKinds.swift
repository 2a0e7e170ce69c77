/// What a file is by the end of its name.
package enum MediaKind: String, Sendable, CaseIterable {
    case video
    /// An image of a disc, which is listed but cannot be streamed.
    case discImage
    /// The index file by which a DVD's or Blu-ray's folder is known.
    case discIndex
    /// A file that holds an address instead of a video.
    case pointer
    case subtitle
    /// The half of a VobSub pair that holds the times.
    case subtitleIndex
    case image
    case metadata
    case audio
    case other
}

/// The kinds of files that a library consists of.
package enum MediaKinds {
    /// The kind of a file by its name, with or without folders in front.
    package static func kind(of name: String) -> MediaKind {
        let (stem, ending) = split(name[...])
        return kind(stem: stem, ending: ending)
    }

    static func kind(stem: Substring, ending: String) -> MediaKind {
        if let kind = kinds[ending] { return kind }
        switch ending {
        case "ifo" where stem.lowercased() == "video_ts", "bdmv" where stem.lowercased() == "index": return .discIndex
        default: return .other
        }
    }

    /// A name without its extension, and the extension in lower case without its dot.
    static func split(_ name: Substring) -> (stem: Substring, ending: String) {
        let base = name.utf8.lastIndex(of: 0x2F).map { name[name.utf8.index(after: $0)...] } ?? name
        guard let dot = base.utf8.lastIndex(of: NameBytes.dot), dot > base.startIndex else { return (base, "") }
        return (base[..<dot], base[base.utf8.index(after: dot)...].lowercased())
    }

    private static let kinds: [String: MediaKind] = {
        let lists: [(MediaKind, String)] = [
            (
                .video,
                """
                mkv mk3d webm mp4 m4v mov avi divx mpg mpeg m2v ts m2ts mts vob wmv asf flv f4v ogv ogm 3gp rmvb wtv
                dvr-ms mxf
                """
            ),
            (.discImage, "iso img"), (.pointer, "strm"), (.subtitle, "srt vtt ass ssa sub smi sami sup mks"),
            (.subtitleIndex, "idx"), (.image, "jpg jpeg png webp gif tbn avif"), (.metadata, "nfo"),
            (.audio, "mp3 flac m4a ogg opus wav wma aac"),
        ]
        var kinds: [String: MediaKind] = [:]
        for (kind, list) in lists {
            for ending in list.split(whereSeparator: \.isWhitespace) { kinds[String(ending)] = kind }
        }
        return kinds
    }()
}
