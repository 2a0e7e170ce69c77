import Domain

/// What a language model is told of a scene.
struct ToldScene: Encodable, Sendable {
    let id: String
    let path: String?
    let title: String
    let details: String?
    let studio: String?
    let performers: [String]
    let tags: [String]
    let minutes: Int?
    let picture: String?

    init(_ scene: SceneFacts) {
        id = scene.upstreamID
        path = scene.files.first.map { $0.path.ending(bytesMax: CurationLimits.toldPathBytesMax) }
        title = scene.title.beginning(bytesMax: CurationLimits.toldTitleBytesMax)
        details = scene.details.map { $0.beginning(bytesMax: CurationLimits.toldDetailsBytesMax) }
        studio = scene.studio?.name
        performers = scene.performers.prefix(CurationLimits.toldNamesMax).map(\.name)
        tags = scene.tags.prefix(CurationLimits.toldNamesMax).map(\.name)
        let file = scene.files.first
        minutes = file?.duration.flatMap { Int(exactly: ($0 / 60).rounded()) }
        picture = file?.width.flatMap { width in file?.height.map { "\(width)x\($0)" } }
    }
}

extension SceneFacts {
    /// The words that tell what the scene is about.
    var toldText: String {
        let told = ToldScene(self)
        return [told.title, told.path?.replacing("/", with: " "), told.details].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension String {
    /// Cut at a character's border.
    func beginning(bytesMax: Int) -> String {
        guard utf8.count > bytesMax else { return self }
        var size = 0
        return String(
            prefix { character in
                size += character.utf8.count
                return size <= bytesMax
            })
    }

    fileprivate func ending(bytesMax: Int) -> String {
        guard utf8.count > bytesMax else { return self }
        var size = 0
        return String(
            reversed().prefix { character in
                size += character.utf8.count
                return size <= bytesMax
            }.reversed())
    }
}
