import SQL

/// A table with rows about titles that count for another title when theirs is given up for it.
enum MergedTable: String, Codable, CaseIterable {
    case merges = "title_merge"
    case viewings = "watch_event"
    case places = "watch_list"
    case favourites = "favourite"
    case channelItems = "channel_item"
    case channelExamples = "channel_example"
    case omissions = "taste_omission"
    case serverItems = "server_copy"

    struct Column {
        let name: String
        let type: SQLType

        static func integer(_ name: String) -> Column { Column(name: name, type: .integer) }
        static func real(_ name: String) -> Column { Column(name: name, type: .real) }
        static func text(_ name: String) -> Column { Column(name: name, type: .text) }
    }

    /// The column of the title.
    var title: String { self == .merges ? "kept_id" : "title_id" }

    /// With these and the title a row has no like. The first one is of the owner, where there is one.
    var key: [Column] {
        switch self {
        case .merges: [.integer("title_id")]
        case .viewings: [.integer("profile_id"), .text("source"), .integer("watched_at")]
        case .places: [.integer("profile_id")]
        case .favourites: [.integer("profile_id"), .text("source")]
        case .channelItems, .channelExamples: [.integer("channel_id")]
        case .omissions: [.integer("user_id")]
        case .serverItems: [.integer("library_id"), .text("item_id")]
        }
    }

    /// What tells a row from one that took its place later.
    var mark: [Column] {
        switch self {
        case .places, .favourites, .channelItems: [.integer("added_at")]
        case .channelExamples: [.integer("position")]
        case .omissions: [.integer("created_at")]
        case .merges, .viewings, .serverItems: []
        }
    }

    /// What else a row holds that is made anew.
    var rest: [Column] {
        switch self {
        case .viewings: [.integer("id"), .text("device"), .integer("plays")]
        case .channelItems: [.integer("id"), .integer("position"), .real("score")]
        case .omissions: [.integer("id")]
        case .merges, .places, .favourites, .channelExamples, .serverItems: []
        }
    }

    /// Whose rows they are; nil for tables in which two rows never come to be alike.
    var owners: String? {
        switch self {
        case .viewings, .places, .favourites: "profile"
        case .channelItems, .channelExamples: "channel"
        case .omissions: "app_user"
        case .merges, .serverItems: nil
        }
    }

    /// What the rows are, for people.
    var words: String {
        switch self {
        case .merges: "titles that were given up"
        case .viewings: "viewings"
        case .places: "places on lists"
        case .favourites: "favourites"
        case .channelItems, .channelExamples: "titles of channels"
        case .omissions: "titles that are left out of tastes"
        case .serverItems: "items of media servers"
        }
    }
}
