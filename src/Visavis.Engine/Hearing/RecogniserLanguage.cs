namespace Visavis.Engine.Hearing;

/// <summary>
/// The language of a sound: told from its first seconds of speech and then fixed, for single windows are mistaken too often. Until
/// then each window is read in what is likeliest so far.
/// </summary>
internal sealed class RecogniserLanguage
{
    /// <summary>Seconds of speech that settle it.</summary>
    public const double Enough = 3;

    /// <summary>Seconds looked at, where they are there.</summary>
    public const double Wanted = 5;

    private readonly Dictionary<string, double> _weights = [];
    private double _seconds;

    /// <summary>The settled language, or null.</summary>
    public string? Settled { get; private set; }

    /// <summary>The likeliest language of what was added and of <paramref name="languages"/>.</summary>
    /// <param name="languages">Probabilities in a window.</param>
    /// <param name="seconds">Speech in the window.</param>
    public string Likeliest(Dictionary<string, double> languages, double seconds) =>
        languages.MaxBy(pair => pair.Value * seconds + _weights.GetValueOrDefault(pair.Key)).Key;

    /// <summary>Counts a window that will not be looked at again.</summary>
    public void Add(Dictionary<string, double> languages, double seconds)
    {
        foreach (var (language, probability) in languages)
        {
            _weights[language] = _weights.GetValueOrDefault(language) + probability * seconds;
        }
        _seconds += seconds;
        if (_seconds >= Enough)
        {
            Settled = _weights.MaxBy(pair => pair.Value).Key;
        }
    }
}
