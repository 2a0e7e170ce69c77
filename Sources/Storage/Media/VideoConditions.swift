import Domain
import SQL

/// Conditions over the row `l` of `listing`.
struct VideoConditions {
    private var conditions: [SQL] = []

    /// Everything that a filter asks for.
    init(_ filter: VideoFilter) {
        self.init(filter, words: filter.text.map(Self.words) ?? [])
    }

    /// What a filter asks for besides its text, and folded words of which each is part of some name. `rank` is that of
    /// the certificate. Clips are shown as the filter says, where nothing else is said.
    init(_ filter: VideoFilter, words: [String], rank: SQL = "l.certificate", hasClips: Bool? = nil) {
        if let library = filter.library {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM title_library p WHERE p.library_id = \(library) AND p.title_id = l.title_id)
                """)
        }
        if let kind = filter.kind {
            conditions.append("l.kind = \(kind)")
        } else if !(hasClips ?? filter.hasClips) {
            let sign: SQL = "\(sqlite: "+", postgres: "")"
            conditions.append("\(sql: sign)l.kind <> 'scene'")
        }
        if filter.yearMin != nil || filter.yearMax != nil {
            // Unknown years are 0 and within no bounds. Most years are within most bounds, so no index is of use.
            let sign: SQL = "\(sqlite: "+", postgres: "")"
            conditions.append(
                "\(sql: sign)l.year BETWEEN \(max(1, filter.yearMin ?? 1)) AND \(filter.yearMax ?? Int(Int32.max))")
        }
        if let genre = filter.genre { conditions.append(Self.genre(genre)) }
        if let voteMin = filter.voteMin {
            conditions.append(
                "EXISTS (SELECT 1 FROM title v WHERE v.id = l.title_id AND v.vote_average >= \(voteMin))")
        }
        if let visible = Self.isVisible(rank, to: filter.viewer) { conditions.append(visible) }
        conditions += words.map(Self.names)
    }

    /// One condition, to stand behind `AND`.
    var sql: SQL { conditions.isEmpty ? "1 = 1" : conditions.joined(separator: " AND ") }

    /// The folded words of what somebody typed.
    static func words(_ text: String) -> [String] {
        let text = String(text.unicodeScalars.prefix(StorageLimits.queryCharactersMax))
        let words = Folding.searchText(text).split(separator: " ").map(String.init)
        return Array(words.prefix(StorageLimits.queryTermsMax))
    }

    /// Whether a viewer may see a title with the certificate of this rank; nil when everything is shown.
    static func isVisible(_ rank: SQL, to viewer: Viewer) -> SQL? {
        viewer.certificateMax.map { "COALESCE(\(sql: rank), \(viewer.unratedAs)) <= \($0)" }
    }

    /// The rank of a title that is listed as `l`, or as the episode `e` of what is.
    static let episodeRank: SQL = "CASE WHEN e.title_id IS NULL THEN l.certificate ELSE e.certificate END"

    private static func names(contain word: String) -> SQL {
        "l.search_text LIKE \("%\(LikePattern.escaped(word))%") ESCAPE '\\'"
    }

    /// Whether each folded word is part of the title or original title.
    static func titles(contain words: [String]) -> SQL {
        words.map { word -> SQL in "l.title_text LIKE \("%\(LikePattern.escaped(word))%") ESCAPE '\\'" }
            .joined(separator: " AND ")
    }

    private static func genre(_ name: String) -> SQL {
        let key = Folding.nameKey(Folding.tidied(name))
        let keys = scienceFiction.contains(key) ? Array(scienceFiction) : [key]
        return """
            EXISTS (SELECT 1 FROM title_term g JOIN term k ON k.id = g.term_id
                WHERE g.title_id = l.title_id AND k.kind = 'genre' AND k.name_key IN \(list: keys))
            """
    }

    /// One genre by all its names.
    private static let scienceFiction: Set<String> = [
        "sci-fi", "science fiction", "science-fiction", "sci fi", "scifi",
    ]
}

/// Text that stands for itself in a pattern of `LIKE`.
enum LikePattern {
    /// For `ESCAPE '\'`.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
