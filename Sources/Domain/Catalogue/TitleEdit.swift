/// What an administrator says of a title. The fields that are there change, and are locked from then on: neither a file
/// nor a service changes them again.
package struct TitleEdit: Sendable, Hashable {
    package let titleID: TitleID
    /// Absent and empty fields stay as they are; credits are not among them.
    package var metadata = TitleMetadata(title: "")
    /// People who take the place of all others of their role.
    package var credits: [Credit.Role: [String]] = [:]
    /// Another one; what services call the title otherwise is found out anew.
    package var imdbID: IMDbID?

    package init(titleID: TitleID) {
        self.titleID = titleID
    }

    /// The metadata as a source that says no more than this about the title as it is.
    package func metadata(of title: Title) -> TitleMetadata {
        var metadata = metadata
        metadata.credits = []
        guard !credits.isEmpty else { return metadata }
        metadata.credits = Credit.Role.allCases.flatMap { role in
            credits[role]?.map { Credit(name: $0, role: role) } ?? title.metadata.credits.filter { $0.role == role }
        }
        return metadata
    }
}

/// Where administrators correct titles. Each method is one transaction.
package protocol TitleEditStore: Sendable {
    /// Changes and locks fields of a title; returns which. Throws `TitleEditError`.
    func edit(_ edit: TitleEdit) async throws -> Set<MetadataField>
}

/// Why a title is not changed.
package enum TitleEditError: Error, Sendable, Equatable {
    case unknownTitle
    /// Another title has the id.
    case idTaken(IMDbID)
}
