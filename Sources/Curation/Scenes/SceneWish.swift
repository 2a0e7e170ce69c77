package import Domain

/// How a scene is to be: what is not mentioned stays.
package struct SceneWish: Sendable, Hashable {
    package var scalars = SceneEdit()
    /// The archive's ids of all tags that the scene is to have; nil leaves them.
    package var tagIDs: [String]?
    package var performerIDs: [String]?

    package init() {}
}

/// What came of changing the tags of scenes.
package struct SceneTagReport: Sendable, Hashable {
    /// Scenes of which the tags have changed.
    package var updated: [String] = []
    /// Scenes that were so already.
    package var unchanged: [String] = []
    /// Scenes that are unknown, or gone.
    package var missing: [String] = []

    package init() {}
}
