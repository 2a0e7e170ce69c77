/// The bounds of profiles and of what they keep.
package enum ActivityLimits {
    package static let profilesMax = 20
    package static let profileNameCharactersMax = 50
    package static let pinCharacters = 4...10
    package static let ratingLimit = 0.0...10.0
    /// PINs entered under one account, right ones included, in the window below.
    package static let pinAttempts = 5
    package static let pinAttemptsSeconds = 60.0
    /// How long an entered PIN counts, unless the setting says otherwise.
    package static let pinWindowSeconds = 900.0
    /// Entries of a watch list that are looked at; beyond it the oldest are not shown.
    package static let watchListMax = 5000
    /// Positions outside are refused: three days.
    package static let positionSeconds = 0...259_200
    package static let deviceCharactersMax = 100
}
