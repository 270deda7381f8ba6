//! Tests of whole papers.
