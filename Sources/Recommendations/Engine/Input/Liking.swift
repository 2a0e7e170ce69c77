package import Domain

/// What a model of titles learns from: that somebody liked one.
package struct Liking: Sendable, Hashable {
    package let user: UserID
    package let title: TitleID

    package init(user: UserID, title: TitleID) {
        self.user = user
        self.title = title
    }
}
