package import Domain

/// Which scenes are to be analysed, and how.
package struct AnalysisWish: Sendable, Hashable {
    /// The archive's ids; they go before filters. Empty is as nil.
    package var sceneIDs: [String]?
    /// Without anything in it: all scenes.
    package var filters: SceneFilter?
    package var options: AnalysisOptions
    /// Nil or blank for one with the moment in it.
    package var planName: String?

    package init(
        sceneIDs: [String]? = nil, filters: SceneFilter? = nil, options: AnalysisOptions = AnalysisOptions(),
        planName: String? = nil
    ) {
        self.sceneIDs = sceneIDs
        self.filters = filters
        self.options = options
        self.planName = planName
    }
}

/// What a job of an analysis is told.
package struct AnalysisParameters: Codable, Sendable, Hashable {
    /// Each once; nil where filters choose.
    let sceneIDs: [String]?
    let filters: SceneFilter?
    let options: AnalysisOptions
    let planName: String

    private enum CodingKeys: String, CodingKey {
        case filters, options
        case sceneIDs = "scene_ids"
        case planName = "plan_name"
    }

    /// The scenes that are meant; none without ids and filters.
    var selection: SceneFilter {
        var selection = sceneIDs == nil ? filters ?? SceneFilter() : SceneFilter()
        if let sceneIDs { selection.sceneIDs = sceneIDs }
        return selection
    }
}
