namespace Visavis.Engine.Speech;

/// <summary>A phrase as it was said: the part of a run that holds the clause, and where its phones lie. Positions are samples of the run.</summary>
internal sealed class SpokenClip : IDisposable
{
    private readonly VoiceRun _run;
    private readonly SpokenSymbols _phrase;
    private readonly SoundLevels _levels;
    private readonly int _from;
    private readonly int _soundEnd;

    /// <summary>Takes the run, trimmed to its sound between <paramref name="from"/> and <paramref name="to"/>.</summary>
    public SpokenClip(VoiceRun run, SpokenSymbols phrase, SoundLevels levels, int from, int to)
    {
        (_run, _phrase, _levels) = (run, phrase, levels);
        var sound = levels.FirstSound(from, to);
        // The silence reaches back to where the clause in front ended, beyond the cut in it.
        _from = Math.Max(levels.LastSound(0, from), Math.Clamp(run.Start(phrase.Start) - run.Lateness, sound - LongestLead, sound - Lead));
        _soundEnd = Math.Max(levels.LastSound(_from, to), _from);
        Length = Math.Min(to, _soundEnd + Rest) - _from;
    }

    /// <summary>Silence kept before the sound: 50 ms.</summary>
    public int Lead => _run.Rate / 20;

    /// <summary>Silence kept behind the sound: 60 ms.</summary>
    private int Rest => _run.Rate * 60 / 1000;

    /// <summary>At most kept before the sound, where the closure of a stop (the lips before "b") belongs to its phone.</summary>
    private int LongestLead => _run.Rate * 80 / 1000;

    /// <summary>No phone is shorter than this, whatever the level says.</summary>
    private int ShortestPhone => _run.Rate / 50;

    public int Length { get; }

    /// <summary>Silence at the end.</summary>
    public int TrailingSilence => _from + Length - _soundEnd;

    public ReadOnlySpan<float> Sound => _run.Sound.Slice(_from, Length);

    /// <summary>The phones of the clause in order, without gaps except at pauses; positions from the clip's start.</summary>
    public List<SpokenPhone> Phones()
    {
        var phones = new List<SpokenPhone>();
        var symbols = _phrase.All;
        byte stress = 0;
        var stressedFrom = 0;
        for (var i = _phrase.Start; i < _phrase.End; i++)
        {
            if (Ipa.IsStress(symbols[i]))
            {
                stress = (byte)(symbols[i] == Ipa.PrimaryStress ? 1 : 2);
                stressedFrom = i;
            }
            else if (Ipa.IsPhone(symbols[i]))
            {
                // A stress mark has a length of its own, which belongs to the vowel behind it.
                var start = Heard(stress > 0 ? stressedFrom : i);
                var marked = Ipa.IsVowel(symbols[i]) ? stress : (byte)0;
                phones.Add(new SpokenPhone(symbols[i], marked, start, EndOf(i, start), _phrase.Own.UnitOf(i - _phrase.Start)));
                stress = 0;
            }
        }
        return phones;
    }

    public void Dispose() => _run.Dispose();

    private int Heard(int symbol) => Math.Clamp(_run.Start(symbol) - _run.Lateness - _from, 0, Length);

    /// <summary>Spaces belong to the phone before them; before a pause the phone ends where its sound does.</summary>
    private int EndOf(int symbol, int start)
    {
        var next = symbol + 1;
        var pauses = false;
        while (next < _phrase.End && !Ipa.IsPhone(_phrase.All[next]) && !Ipa.IsStress(_phrase.All[next]))
        {
            pauses |= Ipa.IsMark(_phrase.All[next++]);
        }
        if (next == _phrase.End)
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
