import Basics

/// Where the page of a scene is.
enum SceneAddress {
    /// `id` is the archive's.
    static func of(_ id: String) -> String { "\(CurationDoor.archive)/scenes/\(PercentText.encode(id))" }
}
