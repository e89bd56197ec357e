namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// What one run of the network says. A clause alone always sounds final, so a clause whose sentence goes on is followed by a dummy
/// tail, and one that goes on with a sentence is preceded by it; both are cut off again in the pause between.
/// </summary>
/// <param name="Before">The sentence up to the clause, or empty.</param>
/// <param name="Own">The clause, with a phone as its last symbol.</param>
/// <param name="GoesOn">Whether the sentence goes on behind the clause.</param>
/// <param name="EndMark">What the sentence ends with: . ? or !</param>
/// <param name="Rises">Whether the pitch rises at the end, as in a question for yes or no.</param>
internal sealed record HeartPhrase(SymbolLine Before, SymbolLine Own, bool GoesOn, char EndMark, bool Rises)
{
    /// <summary>"and then we will see".</summary>
    private const string Tail = ", ænd ðˈɛn wˌi wˌɪl sˈi.";

    /// <summary>A clause is said 8 to 11 % faster with the tail than in its real sentence; this takes it back.</summary>
    private const float PaceWithTail = 0.92f;

    private const string Joint = ", ";

    public string Symbols { get; } =
        (Before.Length > 0 ? Before.Symbols + Joint : "") + Own.Symbols + (GoesOn ? Tail : EndMark);

    /// <summary>Index of the clause's first symbol.</summary>
    public int OwnStart { get; } = Before.Length > 0 ? Before.Length + Joint.Length : 0;

    /// <summary>Index behind the clause's last symbol: a comma or the end mark.</summary>
    public int OwnEnd => OwnStart + Own.Length;

    public SpokenSymbols Spoken => new(Symbols, OwnStart, Own);

    public float Pace => GoesOn ? PaceWithTail : 1;
}
