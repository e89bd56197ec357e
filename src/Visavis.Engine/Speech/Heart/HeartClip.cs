namespace Visavis.Engine.Speech.Heart;

/// <summary>A phrase as it was said: the part of a run that holds the clause, and where its phones lie. Positions are samples at 24 kHz.</summary>
internal sealed class HeartClip : IDisposable
{
    /// <summary>What the network calls the start of a symbol is heard 50 ms earlier (measured by alignment, and by energy).</summary>
    private const int Lateness = HeartSynthesis.Rate / 20;

    /// <summary>Silence kept before the sound.</summary>
    public const int Lead = HeartSynthesis.Rate / 20;

    /// <summary>At most kept before the sound, where the closure of a stop (the lips before "b") belongs to its phone.</summary>
    private const int LongestLead = HeartSynthesis.Rate * 80 / 1000;

    /// <summary>Silence kept behind the sound.</summary>
    public const int Rest = HeartSynthesis.Rate * 60 / 1000;

    /// <summary>No phone is shorter than this, whatever the level says.</summary>
    private const int ShortestPhone = HeartSynthesis.Rate / 50;

    private readonly HeartRun _run;
    private readonly HeartPhrase _phrase;
    private readonly SoundLevels _levels;
    private readonly int _from;
    private readonly int _soundEnd;

    /// <summary>Takes the run, trimmed to its sound between <paramref name="from"/> and <paramref name="to"/>.</summary>
    public HeartClip(HeartRun run, HeartPhrase phrase, SoundLevels levels, int from, int to)
    {
        (_run, _phrase, _levels) = (run, phrase, levels);
        var sound = levels.FirstSound(from, to);
        // The silence reaches back to where the clause in front ended, beyond the cut in it.
        _from = Math.Max(levels.LastSound(0, from), Math.Clamp(run.Start(phrase.OwnStart) - Lateness, sound - LongestLead, sound - Lead));
        _soundEnd = Math.Max(levels.LastSound(_from, to), _from);
        Length = Math.Min(to, _soundEnd + Rest) - _from;
    }

    public int Length { get; }

    /// <summary>Silence at the end.</summary>
    public int TrailingSilence => _from + Length - _soundEnd;

    public ReadOnlySpan<float> Sound => _run.Sound.Slice(_from, Length);

    /// <summary>The phones of the clause in order, without gaps except at pauses; positions from the clip's start.</summary>
    public List<HeartPhone> Phones()
    {
        var phones = new List<HeartPhone>();
        var symbols = _phrase.Symbols;
        byte stress = 0;
        var stressedFrom = 0;
        for (var i = _phrase.OwnStart; i < _phrase.OwnEnd; i++)
        {
            if (SymbolLine.IsStress(symbols[i]))
            {
                stress = (byte)(symbols[i] == SymbolLine.PrimaryStress ? 1 : 2);
                stressedFrom = i;
            }
            else if (SymbolLine.IsPhone(symbols[i]))
            {
                // A stress mark has a length of its own, which belongs to the vowel behind it.
                var start = Heard(stress > 0 ? stressedFrom : i);
                var marked = SymbolLine.IsVowel(symbols[i]) ? stress : (byte)0;
                phones.Add(new HeartPhone(symbols[i], marked, start, EndOf(i, start), _phrase.Own.UnitOf(i - _phrase.OwnStart)));
                stress = 0;
            }
        }
        return phones;
    }

    public void Dispose() => _run.Dispose();

    private int Heard(int symbol) => Math.Clamp(_run.Start(symbol) - Lateness - _from, 0, Length);

    /// <summary>Spaces belong to the phone before them; before a pause the phone ends where its sound does.</summary>
    private int EndOf(int symbol, int start)
    {
        var next = symbol + 1;
        var pauses = false;
        while (next < _phrase.OwnEnd && !SymbolLine.IsPhone(_phrase.Symbols[next]) && !SymbolLine.IsStress(_phrase.Symbols[next]))
        {
            pauses |= SymbolLine.IsMark(_phrase.Symbols[next++]);
        }
        if (next == _phrase.OwnEnd)
        {
            return Math.Max(_soundEnd - _from, Math.Min(start + ShortestPhone, Length));
        }
        var limit = Heard(next);
        var pause = pauses ? _levels.Pause(_from + start, _from + limit) : null;
        return pause is { } silent
            ? Math.Min(limit, Math.Max(_levels.LastSound(_from + start, silent) - _from, start + ShortestPhone))
            : limit;
    }
}

/// <summary>A phone and its place in a clip, in samples at 24 kHz.</summary>
/// <param name="Symbol">The phone.</param>
/// <param name="Stress">0 none, 1 primary, 2 secondary.</param>
/// <param name="Start">From the clip's start.</param>
/// <param name="End">From the clip's start.</param>
/// <param name="Unit">The unit of the text it belongs to.</param>
internal readonly record struct HeartPhone(char Symbol, byte Stress, int Start, int End, int Unit);
