/// The part of Stash's types that may be asked for, in its schema language. Paths of scenes are left out: one of them
/// holds the key.
package enum FakeStashSchema {
    package static let text = """
        scalar Time
        scalar Int64

        enum SortDirectionEnum { ASC DESC }
        enum CriterionModifier {
          EQUALS NOT_EQUALS GREATER_THAN LESS_THAN IS_NULL NOT_NULL INCLUDES_ALL INCLUDES EXCLUDES MATCHES_REGEX
          NOT_MATCHES_REGEX BETWEEN NOT_BETWEEN
        }
        enum BulkUpdateIdMode { SET ADD REMOVE }
        enum SystemStatusEnum { SETUP NEEDS_MIGRATION OK }

        input FindFilterType { q: String page: Int per_page: Int sort: String direction: SortDirectionEnum }
        input TimestampCriterionInput { value: String! value2: String modifier: CriterionModifier! }
        input StringCriterionInput { value: String! modifier: CriterionModifier! }
        input SceneFilterType {
          AND: SceneFilterType OR: SceneFilterType NOT: SceneFilterType
          created_at: TimestampCriterionInput updated_at: TimestampCriterionInput
        }
        input TagFilterType {
          AND: TagFilterType OR: TagFilterType NOT: TagFilterType
          name: StringCriterionInput aliases: StringCriterionInput
          created_at: TimestampCriterionInput updated_at: TimestampCriterionInput
        }
        input PerformerFilterType {
          AND: PerformerFilterType OR: PerformerFilterType NOT: PerformerFilterType
          name: StringCriterionInput aliases: StringCriterionInput
          created_at: TimestampCriterionInput updated_at: TimestampCriterionInput
        }
        input StudioFilterType {
          AND: StudioFilterType OR: StudioFilterType NOT: StudioFilterType
          name: StringCriterionInput aliases: StringCriterionInput
          created_at: TimestampCriterionInput updated_at: TimestampCriterionInput
        }

        type Version { version: String hash: String! build_time: String! }
        type SystemStatus { databaseSchema: Int appSchema: Int! status: SystemStatusEnum! os: String! }
        type StatsResultType {
          scene_count: Int! performer_count: Int! studio_count: Int! tag_count: Int! group_count: Int!
          scenes_size: Float! scenes_duration: Float!
        }

        type Fingerprint { type: String! value: String! }
        type VideoFile {
          id: ID! path: String! basename: String! mod_time: Time! size: Int64! format: String! width: Int! height: Int!
          duration: Float! video_codec: String! audio_codec: String! frame_rate: Float! bit_rate: Int!
          fingerprints: [Fingerprint!]!
        }
        type Scene {
          id: ID! title: String code: String details: String director: String urls: [String!]! date: String
          rating100: Int organized: Boolean! created_at: Time! updated_at: Time! play_count: Int play_duration: Float
          resume_time: Float last_played_at: Time files: [VideoFile!]! studio: Studio tags: [Tag!]!
          performers: [Performer!]!
        }
        type Performer {
          id: ID! name: String! disambiguation: String alias_list: [String!]! urls: [String!] birthdate: String
          death_date: String country: String details: String rating100: Int favorite: Boolean! ignore_auto_tag: Boolean!
          image_path: String scene_count: Int! created_at: Time! updated_at: Time!
        }
        type Tag {
          id: ID! name: String! sort_name: String description: String aliases: [String!]! favorite: Boolean!
          ignore_auto_tag: Boolean! scene_count: Int! parents: [Tag!]! children: [Tag!]! created_at: Time!
          updated_at: Time!
        }
        type Studio {
          id: ID! name: String! aliases: [String!]! urls: [String!]! details: String rating100: Int favorite: Boolean!
          ignore_auto_tag: Boolean! image_path: String scene_count: Int! parent_studio: Studio created_at: Time!
          updated_at: Time!
        }

        type FindScenesResultType { count: Int! scenes: [Scene!]! }
        type FindTagsResultType { count: Int! tags: [Tag!]! }
        type FindPerformersResultType { count: Int! performers: [Performer!]! }
        type FindStudiosResultType { count: Int! studios: [Studio!]! }

        type Query {
          version: Version!
          systemStatus: SystemStatus!
          stats: StatsResultType!
          findScene(id: ID, checksum: String): Scene
          findScenes(scene_filter: SceneFilterType, ids: [ID!], filter: FindFilterType): FindScenesResultType!
          findTags(tag_filter: TagFilterType, ids: [ID!], filter: FindFilterType): FindTagsResultType!
          findPerformers(
            performer_filter: PerformerFilterType, ids: [ID!], filter: FindFilterType
          ): FindPerformersResultType!
          findStudios(studio_filter: StudioFilterType, ids: [ID!], filter: FindFilterType): FindStudiosResultType!
        }

        input SceneUpdateInput {
          id: ID! title: String code: String details: String director: String urls: [String!] date: String
          rating100: Int organized: Boolean studio_id: ID performer_ids: [ID!] tag_ids: [ID!]
        }
        input BulkUpdateIds { ids: [ID!] mode: BulkUpdateIdMode! }
        input BulkSceneUpdateInput {
          ids: [ID!] title: String code: String details: String director: String date: String rating100: Int
          organized: Boolean studio_id: ID performer_ids: BulkUpdateIds tag_ids: BulkUpdateIds
        }
        input TagCreateInput { name: String! description: String aliases: [String!] ignore_auto_tag: Boolean }
        input PerformerCreateInput { name: String! disambiguation: String alias_list: [String!] }
        input StudioCreateInput { name: String! aliases: [String!] details: String }
        input TagDestroyInput { id: ID! }

        type Mutation {
          sceneUpdate(input: SceneUpdateInput!): Scene
          bulkSceneUpdate(input: BulkSceneUpdateInput!): [Scene!]
          tagCreate(input: TagCreateInput!): Tag
          performerCreate(input: PerformerCreateInput!): Performer
          studioCreate(input: StudioCreateInput!): Studio
          tagDestroy(input: TagDestroyInput!): Boolean!
        }
        """
}
