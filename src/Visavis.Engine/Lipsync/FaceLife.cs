using Visavis.Engine.Media;
using Visavis.Engine.Speech;

namespace Visavis.Engine.Lipsync;

/// <summary>
/// What a face does besides speaking: deterministic for a seed, cheap, evaluated with rising times, nothing of it twice. It listens while nothing
/// is said, thinks from a barge-in until it speaks again, and otherwise speaks.
/// </summary>
internal sealed class FaceLife
{
    /// <summary>Two accents closer than this would look like twitching.</summary>
    private const double AccentGap = .8;

    /// <summary>An accent rises and falls with this width, and nods behind its brow.</summary>
    private const double AccentWidth = .2;

    /// <summary>A clause's end is nodded, more slowly.</summary>
    private const double EndNodWidth = .28, EndNodDelay = .12;

    /// <summary>What is said within this of each other is one turn.</summary>
    private const double TurnGap = 1.2;

    /// <summary>The first words come with a smile of this length, the last are followed by one.</summary>
    private const double GreetingSeconds = 1.6, GoodbyeSeconds = 1.4;

    /// <summary>A listener nods this often, in seconds: at least, and how much more at most.</summary>
    private const double NodGap = 5, NodSpread = 8;

    private const float RestingSmile = .22f, MoreSmile = .2f;

    private readonly LifeAmounts _amounts;
    private readonly List<(double Time, float Strength)> _accents = [];
    private readonly List<(double Start, double End)> _turns = [];
    private readonly List<double> _ends = [];
    private readonly Blinks _blinks;
    private readonly Gaze _gaze;
    private readonly Breath _breath;
    private readonly SmoothNoise _yaw, _pitch, _roll, _quick;
    private readonly Random _nods;
    private readonly uint _seed;

    private readonly Follower _yawWay = new(FaceSpeed.Degrees, FaceSpeed.DegreesUp), _pitchWay = new(FaceSpeed.Degrees, FaceSpeed.DegreesUp), _rollWay = new(FaceSpeed.Degrees, FaceSpeed.DegreesUp);
    private readonly Follower _browWay = new(FaceSpeed.Brow, FaceSpeed.BrowUp), _smileWay = new(FaceSpeed.Smile, FaceSpeed.SmileUp);
    private double _lastAccent = double.NegativeInfinity;
    private double _nextNod;
    private double? _thinkingSince;
    private double _last = double.NaN;
    private bool _greeted;
    private double _greeting = double.NegativeInfinity;

    public FaceLife(uint seed, LifeAmounts? amounts = null)
    {
        _amounts = amounts ?? LifeAmounts.Usual;
        _seed = seed;
        _blinks = new Blinks(new Random(unchecked((int)seed)), _amounts.Blinks);
        _gaze = new Gaze(new Random(unchecked((int)(seed * 2654435761u + 1))));
        _nods = new Random(unchecked((int)(seed * 2246822519u + 7)));
        (_yaw, _pitch, _roll, _quick) = (new(seed + 11), new(seed + 23), new(seed + 37), new(seed + 53));
        _breath = new Breath(new Random(unchecked((int)(seed * 3266489917u + 71))));
        _nextNod = NodGap + NodSpread * _nods.NextDouble();
    }

    /// <summary>Accents fall on some of the stressed vowels, a nod and perhaps a blink on the end of a phrase.</summary>
    public void Speak(MediaTime start, IReadOnlyList<PhonemeMark> phonemes)
    {
        foreach (var mark in phonemes)
        {
            var time = (start + mark.Start).Seconds;
            if (mark.Stress == 1 && time > _lastAccent + AccentGap)
            {
                _accents.Add((time, .3f + .6f * (float)Share((uint)(start + mark.Start).Samples)));
                _lastAccent = time;
            }
        }
        if (phonemes.Count > 0)
        {
            AddTurn((start + phonemes[0].Start).Seconds, (start + phonemes[^1].End).Seconds);
            _blinks.PhraseEnds((start + phonemes[^1].End).Seconds);
        }
    }

    /// <summary>A barge-in: from here on nothing is said, and the presenter thinks until it speaks again.</summary>
    public void Cut(MediaTime at)
    {
        _accents.RemoveAll(accent => accent.Time >= at.Seconds);
        _turns.RemoveAll(turn => turn.Start >= at.Seconds);
        for (var i = 0; i < _turns.Count; i++)
        {
            _turns[i] = (_turns[i].Start, Math.Min(_turns[i].End, at.Seconds));
        }
        _ends.RemoveAll(end => end > at.Seconds);
        _lastAccent = Math.Min(_lastAccent, at.Seconds);
        _thinkingSince = at.Seconds;
    }

    public void Forget(MediaTime before)
    {
        _accents.RemoveAll(accent => accent.Time < before.Seconds - 2);
        _turns.RemoveAll(turn => turn.End < before.Seconds - 3);
    }

    public FaceState At(MediaTime frame)
    {
        var t = frame.Seconds;
        var seconds = double.IsNaN(_last) ? 0f : (float)(t - _last);
        _last = t;
        var (speaking, near) = (IsSpeaking(t), IsSpeaking(t + .5));
        var thinking = _thinkingSince is { } since && t > since + .3 && !near;
        var (x, y) = _gaze.At(t, thinking);
        var nod = 1.3 * Accent(t - .06) + EndNods(t) + (speaking || near ? 0 : ListeningNod(t));
        var head = _amounts.Head;
        return new FaceState
        {
            Smile = _smileWay.Next(_amounts.Smile * (RestingSmile + MoreSmile * (float)Kindness(t)), seconds),
            Lid = _blinks.LidAt(t),
            GazeX = x * _amounts.Gaze,
            GazeY = y * _amounts.Gaze,
            Brow = _browWay.Next(.06f + _amounts.Brows * (.5f * Accent(t) + (thinking ? .12f : speaking ? 0 : .04f)), seconds),
            Yaw = _yawWay.Next(head * (float)(1.25 * _yaw.At(t / 5.3) + .5 * _quick.At(t / 1.9) + (thinking ? 1.2 * Math.Sign(x) : 0)), seconds),
            Pitch = _pitchWay.Next(head * (float)(.7 * _pitch.At(t / 4.1) + (thinking ? .8 : 0) - nod), seconds),
            Roll = _rollWay.Next(head * (float)(.8 * _roll.At(t / 6.7)), seconds),
            Breath = Math.Clamp(_amounts.Breath, 0, 1) * _breath.At(t, speaking || near),
        };
    }

    private void AddTurn(double start, double end)
    {
        if (!_greeted)
        {
            (_greeted, _greeting) = (true, start);
        }
        _thinkingSince = null;
        if (_turns.Count > 0 && start - _turns[^1].End < TurnGap)
        {
            _turns[^1] = (_turns[^1].Start, Math.Max(end, _turns[^1].End));
        }
        else
        {
            _turns.Add((start, end));
        }
        _ends.Add(end);
        _ends.RemoveAll(time => time < start - 5);
    }

    private bool IsSpeaking(double t) => _turns.Exists(turn => t >= turn.Start && t <= turn.End);

    /// <summary>0 to 1: at the first words of all, and behind the last ones of a turn.</summary>
    private double Kindness(double t)
    {
        var kind = Bump((t - _greeting - GreetingSeconds / 2) / (GreetingSeconds / 2));
        foreach (var (_, end) in _turns)
        {
            kind = Math.Max(kind, .6 * Bump((t - end - GoodbyeSeconds / 2) / (GoodbyeSeconds / 2)));
        }
        return kind;
    }

    private double EndNods(double t)
    {
        var sum = 0.0;
        foreach (var end in _ends)
        {
            var x = (t - end + EndNodDelay) / EndNodWidth;
            sum += .5 * Math.Exp(-x * x);
        }
        return sum;
    }

    private double ListeningNod(double t)
    {
        while (t > _nextNod + 1)
        {
            _nextNod += NodGap + NodSpread * _nods.NextDouble();
        }
        return .9 * Bump((t - _nextNod) / .45);
    }

    /// <summary>Rises from −1, falls to 1, smooth at both.</summary>
    private static double Bump(double x) => Math.Abs(x) >= 1 ? 0 : (1 - x * x) * (1 - x * x);

    /// <summary>A number from 0 to 1 that depends on the seed and <paramref name="index"/> alone.</summary>
    private double Share(uint index)
    {
        var hash = (_seed ^ (index * 2654435761u)) * 2246822519u;
        hash ^= hash >> 15;
        hash *= 3266489917u;
        return (hash ^ (hash >> 13)) / (double)uint.MaxValue;
    }

    private float Accent(double t)
    {
        var sum = 0.0;
        foreach (var (time, strength) in _accents)
        {
            var x = (t - time - .05) / AccentWidth;
            sum += strength * Math.Exp(-x * x);
        }
        return (float)sum;
    }
}
