using System.Runtime.InteropServices;
using Visavis.Engine.Media;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>Puts the clips of one clause together on the media clock: sound, phones and words.</summary>
/// <param name="output">Of the voice.</param>
/// <param name="joins">Whether its symbols are single letters of IPA, so that the phones of diphthongs and affricates come in halves.</param>
internal sealed class SpokenAssembly(VoiceOutput output, bool joins = false)
{
    private readonly List<float> _sound = [];
    private readonly List<PhonemeMark> _phonemes = [];
    private readonly List<int> _units = [];
    private MediaTime _pause;

    /// <param name="clip">The next clip.</param>
    /// <param name="pause">How long the voice rests behind it, until the next sound begins.</param>
    public void Add(SpokenClip clip, MediaTime pause)
    {
        if (_sound.Count > 0)
        {
            CollectionsMarshal.SetCount(_sound, _sound.Count + (int)_pause.Samples);
        }
        var start = new MediaTime(_sound.Count);
        var length = output.Resampler.OutputLength(clip.Length);
        CollectionsMarshal.SetCount(_sound, _sound.Count + length);
        output.Resampler.Resample(clip.Sound, CollectionsMarshal.AsSpan(_sound)[(int)start.Samples..]);
        foreach (var phone in joins ? SpokenPhone.Join(clip.Phones()) : clip.Phones())
        {
            AddPhone(phone, start);
        }
        // What is left of the pause when the silence at this end and at the next beginning is taken off.
        var silence = output.TimeOf(clip.TrailingSilence + clip.Lead);
        _pause = pause > silence ? pause - silence : MediaTime.Zero;
    }

    public SpeechChunk Finish(Clause clause, IReadOnlyList<PronouncedUnit> units, int fade)
    {
        var pcm = PcmBuffer.From(CollectionsMarshal.AsSpan(_sound));
        Loudness.Amplify(pcm.Span, output.Gain);
        Loudness.Fade(pcm.Span, fade);
        return new SpeechChunk(pcm, WrittenWords.Mark(clause.Text, Stretches(units), pcm.Duration), _phonemes, _pause);
    }

    private void AddPhone(SpokenPhone phone, MediaTime clipStart)
    {
        var earliest = _phonemes.Count > 0 ? _phonemes[^1].End : MediaTime.Zero;
        var latest = new MediaTime(_sound.Count);
        var start = Clamp(clipStart + output.TimeOf(phone.Start), earliest, latest);
        var end = Clamp(clipStart + output.TimeOf(phone.End), start, latest);
        _phonemes.Add(new PhonemeMark(phone.Symbol, start, end, phone.Stress));
        _units.Add(phone.Unit);
    }

    /// <summary>The time of every unit that has phones: from its first to its last.</summary>
    private List<SpokenStretch> Stretches(IReadOnlyList<PronouncedUnit> units)
    {
        var stretches = new List<SpokenStretch>();
        for (var i = 0; i < _phonemes.Count;)
        {
            var first = i;
            while (i < _phonemes.Count && _units[i] == _units[first])
            {
                i++;
            }
            var unit = units[_units[first]];
            stretches.Add(new SpokenStretch(unit.SourceStart, unit.SourceEnd, _phonemes[first].Start, _phonemes[i - 1].End));
        }
        return stretches;
    }

    private static MediaTime Clamp(MediaTime time, MediaTime low, MediaTime high) => time < low ? low : time > high ? high : time;
}
