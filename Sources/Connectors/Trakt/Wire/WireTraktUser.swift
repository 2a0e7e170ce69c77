import Basics
import Domain

/// Accounts as Trakt writes them.
enum WireTraktUser {
    static func user(_ node: JSONNode) -> TraktUser? {
        guard let name = shown(node["username"]) else { return nil }
        return TraktUser(name: name, slug: shown(node["ids"]["slug"]), displayName: shown(node["name"]))
    }

    static func activity(_ node: JSONNode) -> TraktActivity? {
        guard node.isObject else { return nil }
        func ratedAt(_ member: String) -> Instant? { node[member]["rated_at"].text.flatMap(WireTime.instant) }
        return TraktActivity(moviesRatedAt: ratedAt("movies"), showsRatedAt: ratedAt("shows"))
    }

    private static func shown(_ node: JSONNode) -> String? {
        let text = node.text?.printable(charactersMax: ConnectorsLimits.traktNameCharactersMax)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
