using Visavis.Engine.Media;

namespace Visavis.Engine.Session;

/// <summary>How long a voice takes to speak a clause on this machine as busy as it is, learned from the clauses of one session.</summary>
internal sealed class SpeechPace
{
    /// <summary>Of written text in a second of speech.</summary>
    private const double CharactersPerSecond = 15;

    /// <summary>What a neural voice also makes around each run, 0.8 s of silence, as characters.</summary>
    private const int Around = 12;

    /// <summary>Each clause that went faster counts a quarter, for it may have been in the cache; one that went slower counts at once.</summary>
    private const double Trust = 0.25;

    /// <summary>Before anything is known: as fast as it is heard.</summary>
    private double _secondsPerCharacter = 1 / CharactersPerSecond;

    /// <summary>How long a clause of so many characters is likely to take.</summary>
    public MediaTime Takes(int characters) => MediaTime.FromSeconds((characters + Around) * _secondsPerCharacter);

    /// <summary>A clause of so many characters took so long, its wait for a turn included.</summary>
    public void Took(int characters, TimeSpan elapsed)
    {
        var now = elapsed.TotalSeconds / (characters + Around);
        _secondsPerCharacter = Math.Max(now, (1 - Trust) * _secondsPerCharacter + Trust * now);
    }
}
