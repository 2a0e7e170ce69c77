/// As clients write it; whatever is missing lets everything through.
extension SceneFilter: Codable {
    private enum CodingKeys: String, CodingKey {
        case search, organized, analyzed
        case studioID = "studio_id"
        case performerIDs = "performer_ids"
        case tagIDs = "tag_ids"
        case excludedTagIDs = "exclude_tag_ids"
        case dateFrom = "date_from"
        case dateTo = "date_to"
        case sceneIDs = "scene_ids"
    }

    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        search = try members.decodeIfPresent(String.self, forKey: .search)
        studioID = try members.decodeIfPresent(String.self, forKey: .studioID)
        performerIDs = try members.decodeIfPresent([String].self, forKey: .performerIDs) ?? []
        tagIDs = try members.decodeIfPresent([String].self, forKey: .tagIDs) ?? []
        excludedTagIDs = try members.decodeIfPresent([String].self, forKey: .excludedTagIDs) ?? []
        isOrganized = try members.decodeIfPresent(Bool.self, forKey: .organized)
        isAnalyzed = try members.decodeIfPresent(Bool.self, forKey: .analyzed)
        dateFrom = try members.decodeIfPresent(String.self, forKey: .dateFrom)
        dateTo = try members.decodeIfPresent(String.self, forKey: .dateTo)
        sceneIDs = try members.decodeIfPresent([String].self, forKey: .sceneIDs)
    }

    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encodeIfPresent(search, forKey: .search)
        try members.encodeIfPresent(studioID, forKey: .studioID)
        if !performerIDs.isEmpty { try members.encode(performerIDs, forKey: .performerIDs) }
        if !tagIDs.isEmpty { try members.encode(tagIDs, forKey: .tagIDs) }
        if !excludedTagIDs.isEmpty { try members.encode(excludedTagIDs, forKey: .excludedTagIDs) }
        try members.encodeIfPresent(isOrganized, forKey: .organized)
        try members.encodeIfPresent(isAnalyzed, forKey: .analyzed)
        try members.encodeIfPresent(dateFrom, forKey: .dateFrom)
        try members.encodeIfPresent(dateTo, forKey: .dateTo)
        try members.encodeIfPresent(sceneIDs, forKey: .sceneIDs)
    }
}
